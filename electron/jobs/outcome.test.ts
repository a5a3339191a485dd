import { describe, expect, it } from 'vitest';
import { decide, PermanentError, RetryableError, retryDelayMs, SnoozeError, type RunEnd, type RunFacts } from './outcome.ts';

const facts: RunFacts = { attempt: 2, maxAttempts: 3, cancelRequested: false, recovery: 'retry' };
const threw = (error: unknown): RunEnd => ({ kind: 'threw', error });

describe('what becomes of a job', () => {
  it.each<[string, RunEnd, Partial<RunFacts>, object]>([
    ['done', { kind: 'done' }, {}, { state: 'completed' }],
    ['done before the cancel was heard', { kind: 'done' }, { cancelRequested: true }, { state: 'completed' }],
    ['interrupted', { kind: 'interrupted' }, {}, { state: 'queued', attempt: 1 }],
    ['interrupted, abandons', { kind: 'interrupted' }, { recovery: 'abandon' }, { state: 'failed', problem: { code: 'shutting-down' } }],
    ['interrupted and cancelled', { kind: 'interrupted' }, { cancelRequested: true }, { state: 'cancelled' }],
    ['failed for good', threw(new PermanentError('corrupt-file', 'x', { page: 1 })), {}, { state: 'failed', problem: { code: 'corrupt-file', details: { page: 1 } } }],
    ['failed for good and cancelled', threw(new PermanentError('corrupt-file', 'x')), { cancelRequested: true }, { state: 'cancelled' }],
    ['may work later', threw(new RetryableError('timeout', 'x')), {}, { state: 'waiting', attempt: 2, delayMs: 4000 }],
    ['failed too often', threw(new RetryableError('timeout', 'x')), { attempt: 3 }, { state: 'failed', problem: { code: 'timeout' } }],
    ['a fault of ours', threw(new TypeError('x')), {}, { state: 'waiting', problem: { code: 'internal', message: 'x' } }],
    ['snoozed', threw(new SnoozeError(70, 'engine-unavailable', 'x', { holdQueue: true })), {}, { state: 'waiting', attempt: 1, delayMs: 70, holdQueue: true }],
    ['snoozed on the last try', threw(new SnoozeError(70, 'engine-unavailable', 'x')), { attempt: 3 }, { state: 'waiting', attempt: 2 }],
    ['snoozed and cancelled', threw(new SnoozeError(70, 'engine-unavailable', 'x')), { cancelRequested: true }, { state: 'cancelled' }],
  ])('%s', (_, end, change, expected) => {
    expect(decide(end, { ...facts, ...change }, 0)).toMatchObject(expected);
  });

  it.each([
    [1, 0, 2000],
    [2, 0, 4000],
    [2, 1, 5000],
    [30, 1, 600_000],
  ])('try %i waits %i', (attempt, random, expected) => {
    expect(retryDelayMs(attempt, random)).toBe(expected);
  });
});
