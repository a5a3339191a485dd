/** What becomes of a job when its run ends: pure rules. */
import type { Problem } from '../contract/index.ts';
import { storageProblem } from '../storage/index.ts';

/** Trying again gives the same answer. */
export class PermanentError extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'PermanentError';
    this.code = code;
    this.details = details;
  }
}

/** It may work later; each try counts. */
export class RetryableError extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'RetryableError';
    this.code = code;
    this.details = details;
  }
}

/** Something it needs is not there: run again in `ms`, and this try does not count. */
export class SnoozeError extends Error {
  readonly ms: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  /** Every job of the queue needs the same: none is tried before. */
  readonly holdQueue: boolean;
  constructor(ms: number, code: string, message: string, o: { holdQueue?: boolean; details?: Record<string, unknown> } = {}) {
    super(message);
    this.name = 'SnoozeError';
    this.ms = ms;
    this.code = code;
    this.details = o.details ?? {};
    this.holdQueue = o.holdQueue ?? false;
  }
}

/** How a run ended, seen from the queue. */
export type RunEnd = { kind: 'done' } | { kind: 'threw'; error: unknown } | { kind: 'interrupted' };

export interface RunFacts {
  attempt: number;
  maxAttempts: number;
  cancelRequested: boolean;
  recovery: 'retry' | 'abandon';
}

export type Outcome =
  | { state: 'completed' | 'cancelled' }
  | { state: 'failed'; problem: Problem }
  /** `attempt` is the count to store: a try that did not count is given back. */
  | { state: 'queued'; attempt: number }
  | { state: 'waiting'; attempt: number; delayMs: number; problem: Problem; holdQueue: boolean };

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 10 * 60_000;

/** A request to cancel beats every rule but one: what was finished before it was heard is finished. */
export function decide(end: RunEnd, facts: RunFacts, random: number): Outcome {
  if (end.kind === 'done') return { state: 'completed' };
  if (facts.cancelRequested) return { state: 'cancelled' };
  if (end.kind === 'interrupted') {
    if (facts.recovery === 'retry') return { state: 'queued', attempt: facts.attempt - 1 };
    return { state: 'failed', problem: { code: 'shutting-down', message: 'the application ended while it ran', details: {} } };
  }
  const problem = problemOf(end.error);
  if (end.error instanceof SnoozeError) {
    return { state: 'waiting', attempt: facts.attempt - 1, delayMs: end.error.ms, problem, holdQueue: end.error.holdQueue };
  }
  if (end.error instanceof PermanentError || facts.attempt >= facts.maxAttempts) return { state: 'failed', problem };
  return { state: 'waiting', attempt: facts.attempt, delayMs: retryDelayMs(facts.attempt, random), problem, holdQueue: false };
}

/** 2, 4, 8 ... seconds with up to a quarter of jitter, ten minutes at most. */
export function retryDelayMs(attempt: number, random: number): number {
  const base = FIRST_RETRY_MS * 2 ** Math.max(0, attempt - 1);
  return Math.min(LONGEST_RETRY_MS, Math.round(base * (1 + random / 4)));
}

/** Errors with a code keep it; what else is no matter of the disk is a fault of ours. */
function problemOf(error: unknown): Problem {
  if (error instanceof PermanentError || error instanceof RetryableError || error instanceof SnoozeError) {
    return { code: error.code, message: error.message, details: error.details };
  }
  return storageProblem(error) ?? { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}
