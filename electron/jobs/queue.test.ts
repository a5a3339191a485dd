import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobEvent } from '../contract/index.ts';
import { silentLog } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import { createJobs, PermanentError, RetryableError, SnoozeError, type Jobs } from './index.ts';
import { controlled, scratch, type Controlled, type Scratch } from './testing.ts';

let disk: Scratch;
let storage: Storage;
let now: number;
let work: Controlled;
let jobs: Jobs;
let finals: string[];
let boots = 0;

const boot = (queues: Record<string, number> = { work: 1, other: 2 }): Jobs => {
  const made = createJobs({ storage, log: silentLog, bootId: `boot ${(boots += 1)}`, queues, clock: () => now, random: () => 0 });
  made.register(work.handler);
  return made;
};
const enqueue = (n: number, more: object = {}) => jobs.enqueue({ type: 'work', payload: { n }, subject: `job ${n}`, ...more });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const state = (id: string) => jobs.get(id)?.state;
const advance = (ms: number): void => {
  now += ms;
  jobs.resume();
};

beforeEach(() => {
  disk = scratch();
  storage = disk.open();
  now = Date.UTC(2026, 0, 1);
  finals = [];
  work = controlled('work', { onFinal: (job) => finals.push(`${job.subject} ${job.state}`) });
  jobs = boot();
});
afterEach(() => {
  storage.close();
  disk.remove();
});

describe('running', () => {
  it('runs in order of priority, then of arrival, within the limit of the queue', async () => {
    const a = enqueue(1);
    const b = enqueue(2);
    const c = enqueue(3, { priority: -1 });
    jobs.start();
    await settled();
    expect([state(a.id), state(b.id), state(c.id)]).toEqual(['queued', 'queued', 'running']);
    work.runs[0]?.done();
    await settled();
    work.runs[1]?.done();
    await settled();
    work.runs[2]?.done();
    await settled();
    expect(work.runs.map(({ job }) => job.payload.n)).toEqual([3, 1, 2]);
    expect(finals).toEqual(['job 3 completed', 'job 1 completed', 'job 2 completed']);
  });

  it('an enqueue that is rolled back leaves nothing, and nobody hears of it', async () => {
    const events: JobEvent[] = [];
    jobs.onEvent((event) => events.push(event));
    jobs.start();
    expect(() =>
      storage.transaction(() => {
        enqueue(1);
        throw new Error('back');
      }),
    ).toThrow('back');
    await settled();
    expect(jobs.list({}).total).toBe(0);
    expect(events).toEqual([]);
    expect(work.runs).toEqual([]);
  });

  it('answers the job that is there for the same key, and a new one when that is final', async () => {
    jobs.start();
    const first = enqueue(1, { uniqueKey: 'k' });
    expect(enqueue(2, { uniqueKey: 'k' }).id).toBe(first.id);
    await settled();
    work.runs[0]?.done();
    await settled();
    expect(enqueue(3, { uniqueKey: 'k' }).id).not.toBe(first.id);
  });

  it('refuses a payload of another shape and a type nobody handles', () => {
    expect(() => jobs.enqueue({ type: 'work', payload: { n: 'one' }, subject: 's' })).toThrow(/expected number/);
    expect(() => jobs.enqueue({ type: 'nobody', payload: {}, subject: 's' })).toThrow(/no handler/);
  });

  it('pauses and resumes one queue or all', async () => {
    jobs.pause('work');
    jobs.start();
    const job = enqueue(1);
    await settled();
    expect(state(job.id)).toBe('queued');
    jobs.resume('work');
    await settled();
    expect(state(job.id)).toBe('running');
  });
});

describe('ends', () => {
  it('retries with growing waits, keeps each error, and fails at the limit', async () => {
    jobs.start();
    const { id } = enqueue(1);
    for (const [attempt, wait] of [2000, 4000, 8000, 16_000].entries()) {
      await settled();
      work.runs[attempt]?.fail(new RetryableError('timeout', `try ${attempt + 1}`));
      await settled();
      expect(jobs.get(id)).toMatchObject({ state: 'waiting', attempt: attempt + 1, runAt: new Date(now + wait).toISOString() });
      advance(wait - 1);
      expect(state(id)).toBe('waiting');
      advance(1);
    }
    await settled();
    work.runs[4]?.fail(new RetryableError('timeout', 'try 5'));
    await settled();
    expect(jobs.get(id)).toMatchObject({ state: 'failed', attempt: 5 });
    expect(jobs.get(id)?.errors.map(({ message }) => message)).toEqual(['try 1', 'try 2', 'try 3', 'try 4', 'try 5']);
    expect(finals).toEqual(['job 1 failed']);
  });

  it('a permanent error fails at once; a retry by a person starts from nothing', async () => {
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    work.runs[0]?.fail(new PermanentError('corrupt-file', 'broken', { page: 2 }));
    await settled();
    expect(jobs.get(id)).toMatchObject({ state: 'failed', errors: [{ code: 'corrupt-file', details: { page: 2 }, attempt: 1 }] });
    expect(jobs.retry(id)).toMatchObject({ state: 'queued', attempt: 0 });
    await settled();
    expect(work.runs[1]?.job.attempt).toBe(1);
    work.runs[1]?.done();
    await settled();
    expect(() => jobs.retry(id)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('a snooze costs no try, holds the queue, and ends when the part is back', async () => {
    jobs.start();
    const first = enqueue(1);
    const second = enqueue(2);
    await settled();
    for (let i = 0; i < 8; i += 1) {
      work.runs[i]?.fail(new SnoozeError(5000, 'engine-unavailable', 'down', { holdQueue: true }));
      await settled();
      expect(jobs.get(first.id)).toMatchObject({ state: 'waiting', attempt: 0 });
      expect(state(second.id)).toBe('queued');
      jobs.wake('work');
      await settled();
      if (work.runs.at(-1)?.job.payload.n === 2) break;
    }
    expect(jobs.get(first.id)?.errors).toHaveLength(1);
    expect(jobs.depths()).toContainEqual(expect.objectContaining({ queue: 'work', running: 1 }));
  });

  it('a listener that retries a failed job at once gets a run of its own', async () => {
    jobs.start();
    const { id } = enqueue(1);
    jobs.onEvent((event) => {
      if (event.type === 'changed' && event.job.state === 'failed' && work.runs.length === 1) jobs.retry(id);
    });
    await settled();
    work.runs[0]?.fail(new PermanentError('internal', 'x'));
    await settled();
    expect(state(id)).toBe('running');
    work.runs[1]?.done();
    await settled();
    expect(state(id)).toBe('completed');
  });

  it('a handler that fails on the final state does not keep the job from it', async () => {
    work = controlled('work', {
      onFinal() {
        storage.db.exec("UPDATE jobs SET subject = 'changed'");
        throw new Error('no');
      },
    });
    jobs = boot();
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    work.runs[0]?.done();
    await settled();
    expect(jobs.get(id)).toMatchObject({ state: 'completed', subject: 'job 1' });
  });
});

describe('cancelling', () => {
  it('takes a queued job at once, asks a running one, and refuses a final one', async () => {
    jobs.start();
    const runs = enqueue(1);
    const waits = enqueue(2);
    await settled();
    expect(jobs.cancel(waits.id).state).toBe('cancelled');
    expect(jobs.cancel(runs.id)).toMatchObject({ state: 'running', cancelRequested: true });
    expect(work.runs[0]?.job.signal.aborted).toBe(true);
    work.runs[0]?.fail(new Error('aborted'));
    await settled();
    expect(state(runs.id)).toBe('cancelled');
    expect(() => jobs.cancel(runs.id)).toThrow(expect.objectContaining({ code: 'job-finished' }));
    expect(() => jobs.cancel('nobody')).toThrow(expect.objectContaining({ code: 'unknown-job' }));
    expect(finals).toEqual(['job 2 cancelled', 'job 1 cancelled']);
  });

  it('of a batch leaves other batches alone', async () => {
    const mine = [enqueue(1, { batchId: 'a' }), enqueue(2, { batchId: 'a' })];
    const other = enqueue(3, { batchId: 'b' });
    jobs.cancelBatch('a');
    expect(mine.map(({ id }) => state(id))).toEqual(['cancelled', 'cancelled']);
    expect(state(other.id)).toBe('queued');
  });

  it('of a large batch runs none of it, and goes on after a crash', async () => {
    for (let n = 0; n < 350; n += 1) enqueue(n, { batchId: 'a' });
    jobs.start();
    await settled();
    jobs.cancelBatch('a');
    expect(jobs.depths()[0]).toMatchObject({ running: 1, queued: 249 });
    storage.db.close();
    storage = disk.open();
    jobs = boot();
    jobs.start();
    await vi.waitFor(() => expect(jobs.list({ states: ['cancelled'] }).total).toBe(350));
    expect(work.runs).toHaveLength(1);
  });

  it('with its document removes the jobs and waits for the run', async () => {
    jobs.start();
    const job = enqueue(1, { documentId: 'd' });
    enqueue(2, { documentId: 'd' });
    await settled();
    let gone = false;
    const removal = jobs.removeForDocument('d').then(() => (gone = true));
    await settled();
    expect(jobs.get(job.id)).toBeUndefined();
    expect(gone).toBe(false);
    work.runs[0]?.fail(new Error('aborted'));
    await removal;
    expect(jobs.list({}).total).toBe(0);
    expect(work.runs).toHaveLength(1);
  });
});

describe('after an end of the application', () => {
  /** As a kill leaves it: the old queue says nothing more, the new one finds what it wrote. */
  const crash = (): void => {
    storage.db.close();
    storage = disk.open();
    jobs = boot();
  };

  it('what ran runs again without losing a try', async () => {
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    crash();
    expect(state(id)).toBe('running');
    jobs.start();
    await settled();
    expect(work.runs).toHaveLength(2);
    expect(work.runs[1]?.job.attempt).toBe(1);
  });

  it('a cancel that was asked for beats the recovery', async () => {
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    jobs.cancel(id);
    crash();
    jobs.start();
    expect(state(id)).toBe('cancelled');
    expect(finals).toEqual(['job 1 cancelled']);
  });

  it('a job that does not stand a second run is failed', async () => {
    work = controlled('work', { recovery: 'abandon' });
    jobs = boot();
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    crash();
    jobs.start();
    expect(jobs.get(id)).toMatchObject({ state: 'failed', errors: [{ code: 'shutting-down' }] });
  });

  it('a job whose kind is gone is failed, not kept for ever', () => {
    const { id } = enqueue(1);
    work = controlled('renamed');
    jobs = boot();
    jobs.start();
    expect(state(id)).toBe('failed');
  });

  it('stop interrupts what runs and leaves it queued', async () => {
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    work.runs[0]?.job.signal.addEventListener('abort', () => work.runs[0]?.fail(new Error('aborted')));
    await jobs.stop();
    expect(jobs.get(id)).toMatchObject({ state: 'queued', attempt: 0 });
    await settled();
    expect(work.runs).toHaveLength(1);
  });
});

describe('progress', () => {
  it('is told four times a second at most, and the last value always', async () => {
    const told: number[] = [];
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    jobs.onEvent((event) => event.type === 'changed' && told.push(event.job.progress.fraction));
    for (let i = 1; i <= 100; i += 1) work.runs[0]?.job.progress({ stage: 'reading', fraction: i / 100 });
    expect(jobs.get(id)?.progress).toMatchObject({ stage: 'reading', fraction: 1 });
    await vi.waitFor(() => expect(told.at(-1)).toBe(1));
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it('survives the end of the run', async () => {
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    work.runs[0]?.job.progress({ stage: 'embedding', fraction: 0.5, done: 3, total: 6 });
    work.runs[0]?.fail(new PermanentError('internal', 'x'));
    await settled();
    expect(jobs.get(id)?.progress).toEqual({ stage: 'embedding', fraction: 0.5, done: 3, total: 6 });
  });
});

describe('history', () => {
  it('lists newest first by state, and clears what is final', async () => {
    jobs.start();
    const done = enqueue(1);
    const running = enqueue(2);
    await settled();
    work.runs[0]?.done();
    await settled();
    expect(jobs.list({}).items.map(({ id }) => id)).toEqual([running.id, done.id]);
    expect(jobs.list({ states: ['completed'] })).toMatchObject({ total: 1, items: [{ id: done.id }] });
    const removed: string[] = [];
    jobs.onEvent((event) => event.type === 'removed' && removed.push(event.jobId));
    jobs.clearFinished();
    await settled();
    expect(removed).toEqual([done.id]);
    expect(jobs.list({}).total).toBe(1);
  });

  it('prunes final jobs after a week at the next start', async () => {
    jobs.start();
    const { id } = enqueue(1);
    await settled();
    work.runs[0]?.done();
    await settled();
    now += 8 * 24 * 60 * 60 * 1000;
    jobs = boot();
    jobs.start();
    expect(jobs.get(id)).toBeUndefined();
  });

  it('carries ten thousand jobs, each run once', async () => {
    const seen = new Map<number, number>();
    work = controlled('work', { run: async ({ payload }) => void seen.set(payload.n, (seen.get(payload.n) ?? 0) + 1) });
    jobs = boot({ work: 4 });
    storage.transaction(() => {
      for (let n = 0; n < 10_000; n += 1) enqueue(n, { uniqueKey: String(n) });
    });
    expect(jobs.depths()).toEqual([{ queue: 'work', queued: 10_000, running: 0, waiting: 0, failed: 0 }]);
    const plan = storage.db.prepare("EXPLAIN QUERY PLAN SELECT * FROM jobs INDEXED BY jobs_due WHERE queue = 'work' AND state IN ('queued', 'waiting') AND run_at <= 1 ORDER BY priority, run_at, id LIMIT 1").all();
    expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
    jobs.start();
    await vi.waitFor(() => expect(jobs.list({ states: ['completed'] }).total).toBe(10_000), { timeout: 50_000, interval: 200 });
    expect(seen.size).toBe(10_000);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });
});
