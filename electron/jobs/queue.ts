/** The queue at work: claims due jobs, runs their handlers, writes down what became of them. */
import { setTimeout as delay } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { CodedError, type Job } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import { createChanges } from './changes.ts';
import { seal, type SealedHandler } from './handler.ts';
import type { Jobs } from './jobs.ts';
import { decide, type Outcome, type RunEnd } from './outcome.ts';
import { createProgressBoard } from './progress.ts';
import { storedProgress, toJob, type JobRow } from './schema.ts';
import { createJobStore } from './store.ts';

interface Running {
  row: JobRow;
  abort: AbortController;
  settled: Promise<void>;
}

const PRUNE_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const FINAL_KEPT = 2000;
const LONGEST_SLEEP_MS = 30_000;
const CANCEL_PORTION = 100;
const WRITE_AGAIN_MS = 1000;
const STOP_MS = 5000;

/** @param o.queues how many jobs run at once in each queue; @param o.bootId made anew at each start of the application */
export function createJobs(o: { storage: Storage; log: Log; bootId: string; queues: Record<string, number>; clock?: () => number; random?: () => number }): Jobs {
  const now = o.clock ?? Date.now;
  const random = o.random ?? Math.random;
  const store = createJobStore(o.storage);
  const handlers = new Map<string, SealedHandler>();
  const running = new Map<string, Running>();
  const paused = new Set<string>();
  const heldUntil = new Map<string, number>();
  let state: 'new' | 'started' | 'stopping' = 'new';
  let sleep: NodeJS.Timeout | null = null;

  const board = createProgressBoard({
    now: () => performance.now(),
    tell: (id) => changes.changed(id),
    write(id, progress) {
      if (!o.storage.db.open) return;
      try {
        store.writeProgress(id, progress);
      } catch (error) {
        o.log.warn('progress could not be written', { id, error });
      }
    },
  });
  const read = (id: string): Job | undefined => {
    const row = store.get(id);
    return row === undefined ? undefined : toJob(row, board.get(id));
  };
  const changes = createChanges({ read, afterwards: () => pump(), log: o.log });
  const demand = (id: string): JobRow => {
    const row = store.get(id);
    if (row === undefined) throw new CodedError('unknown-job', `there is no job ${id}`, { id });
    return row;
  };
  const demandJob = (id: string): Job => toJob(demand(id), board.get(id));

  /** Writes the outcome; a final one tells its handler in the same transaction. */
  const conclude = (row: JobRow, outcome: Outcome, durable = true): void => {
    o.storage.transaction(
      () => {
        store.apply(row, outcome, now(), board.get(row.id));
        if (outcome.state !== 'queued' && outcome.state !== 'waiting') tellFinal(row.id);
      },
      { durable },
    );
    changes.changed(row.id);
  };
  /** A handler that fails here must not keep its job from being final. */
  const tellFinal = (id: string): void => {
    const row = store.get(id);
    if (row === undefined) return;
    try {
      o.storage.transaction(() => handlers.get(row.type)?.final(toJob(row, undefined), row.payload));
    } catch (error) {
      o.log.error('a handler failed on a final job', { id, type: row.type, error });
    }
  };

  const pump = (): void => {
    if (state !== 'started' || !o.storage.db.open) return;
    try {
      for (const [queue, limit] of Object.entries(o.queues)) {
        if (paused.has('*') || paused.has(queue) || (heldUntil.get(queue) ?? 0) > now()) continue;
        let busy = [...running.values()].filter(({ row }) => row.queue === queue).length;
        for (; busy < limit; busy += 1) {
          const row = o.storage.transaction(() => store.claim(queue, now(), o.bootId), { durable: false });
          if (row === undefined) break;
          begin(row);
        }
      }
      sleepUntilDue();
    } catch (error) {
      o.log.error('the queue could not claim', { error });
      setAlarm(WRITE_AGAIN_MS);
    }
  };
  const sleepUntilDue = (): void => {
    const times = [store.earliestAfter(now()), ...heldUntil.values()].filter((at): at is number => at !== null && at > now());
    if (times.length > 0) setAlarm(Math.min(...times) - now());
  };
  const setAlarm = (ms: number): void => {
    if (sleep !== null) clearTimeout(sleep);
    // Never long: the wall clock may jump while we sleep.
    sleep = setTimeout(pump, Math.max(1, Math.min(ms, LONGEST_SLEEP_MS)));
    sleep.unref();
  };

  const begin = (row: JobRow): void => {
    const abort = new AbortController();
    board.begin(row.id, storedProgress(row));
    const entry: Running = { row, abort, settled: Promise.resolve() };
    running.set(row.id, entry);
    entry.settled = execute(row, abort.signal)
      .then((end) => write(row.id, end))
      .then(pump);
    changes.changed(row.id);
  };
  const execute = async (row: JobRow, signal: AbortSignal): Promise<RunEnd> => {
    try {
      const handler = handlers.get(row.type);
      if (handler === undefined) throw new Error(`no handler for ${row.type}`);
      await handler.run(row.payload, { id: row.id, attempt: row.attempt, signal, progress: (change) => board.update(row.id, change) });
      return { kind: 'done' };
    } catch (error) {
      if (state === 'stopping' && signal.aborted) return { kind: 'interrupted' };
      o.log.info('a run failed', { id: row.id, type: row.type, attempt: row.attempt, error });
      return { kind: 'threw', error };
    }
  };
  /** Goes on trying: a full disk must not leave a job that runs for ever. */
  const write = async (id: string, end: RunEnd): Promise<void> => {
    for (;;) {
      try {
        const row = store.get(id);
        const outcome = row === undefined ? null : decide(end, factsOf(row), random());
        // Undone by a power cut it would run again, which every handler stands.
        if (row !== undefined && outcome !== null) conclude(row, outcome, factsOf(row).recovery === 'abandon');
        if (row !== undefined && outcome?.state === 'waiting' && outcome.holdQueue) heldUntil.set(row.queue, now() + outcome.delayMs);
        // Before anyone hears of it: who retries the job at once must not meet this run.
        board.end(id);
        running.delete(id);
        return;
      } catch (error) {
        if (!o.storage.db.open) return;
        o.log.error('the end of a run could not be written', { id, error });
        await delay(WRITE_AGAIN_MS, undefined, { ref: false });
      }
    }
  };
  const factsOf = (row: JobRow) => ({
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    cancelRequested: row.cancel_requested === 1,
    recovery: handlers.get(row.type)?.recovery ?? ('abandon' as const),
  });

  /** The owner lock gives the database one process: what runs under another boot's name runs nowhere. */
  const recover = (): void => {
    for (const row of store.orphans(o.bootId)) conclude(row, decide({ kind: 'interrupted' }, factsOf(row), random()));
    for (const type of store.liveTypes()) {
      if (handlers.has(type)) continue;
      const problem = { code: 'internal', message: `no handler for ${type}`, details: {} };
      for (const row of store.liveOfType(type)) conclude(row, { state: 'failed', problem });
    }
    sweepCancelled();
    changes.removed(store.prune(now() - PRUNE_AFTER_MS, FINAL_KEPT));
  };

  /** Thousands at once are taken in portions; what a crash leaves of them is taken at the next start. */
  const sweepCancelled = (): void => {
    if (!o.storage.db.open) return;
    const rows = store.toCancel(CANCEL_PORTION);
    o.storage.transaction(() => rows.forEach((row) => conclude(row, { state: 'cancelled' })));
    if (rows.length === CANCEL_PORTION) setImmediate(sweepCancelled);
  };

  const stopOne = (row: JobRow): void => {
    store.requestCancel(row.id);
    const entry = running.get(row.id);
    if (entry === undefined) conclude(row, { state: 'cancelled' });
    else entry.abort.abort(new CodedError('cancelled', 'the job was cancelled'));
    changes.changed(row.id);
  };

  return {
    register(handler) {
      if (handlers.has(handler.type)) throw new Error(`${handler.type} has a handler`);
      if (!(handler.queue in o.queues)) throw new Error(`there is no queue ${handler.queue}`);
      handlers.set(handler.type, seal(handler));
    },
    enqueue(job) {
      const handler = handlers.get(job.type);
      if (handler === undefined) throw new Error(`no handler for ${job.type}`);
      const existing = job.uniqueKey === undefined ? undefined : store.liveByKey(job.type, job.uniqueKey);
      if (existing !== undefined) return toJob(existing, board.get(existing.id));
      const id = uuidv7();
      store.insert({
        id,
        type: job.type,
        queue: handler.queue,
        payload: handler.encode(job.payload),
        uniqueKey: job.uniqueKey ?? null,
        subject: job.subject,
        documentId: job.documentId ?? null,
        batchId: job.batchId ?? null,
        priority: job.priority ?? 0,
        maxAttempts: handler.maxAttempts,
        runAt: job.runAt ?? now(),
        now: now(),
      });
      changes.changed(id);
      return demandJob(id);
    },
    get: read,
    list(query) {
      const { rows, total } = store.list(query.states ?? [], query.offset ?? 0, query.limit ?? 100);
      return { items: rows.map((row) => toJob(row, board.get(row.id))), total };
    },
    cancel(id) {
      const row = demand(id);
      if (row.finished_at !== null) throw new CodedError('job-finished', `job ${id} is ${row.state}`, { id, state: row.state });
      stopOne(row);
      return demandJob(id);
    },
    cancelBatch(batchId) {
      for (const id of store.requestCancelOfBatch(batchId)) running.get(id)?.abort.abort(new CodedError('cancelled', 'the job was cancelled'));
      sweepCancelled();
    },
    retry(id) {
      o.storage.transaction(() => {
        const row = demand(id);
        const twin = row.unique_key === null ? undefined : store.liveByKey(row.type, row.unique_key);
        const ends = row.state === 'failed' || row.state === 'cancelled';
        if (!handlers.has(row.type) || (!ends && row.state !== 'waiting') || (ends && twin !== undefined)) {
          throw new CodedError('conflict', `job ${id} is ${row.state}`, { id, state: row.state });
        }
        store.startAgain(id, now());
      });
      changes.changed(id);
      return demandJob(id);
    },
    async removeForDocument(documentId) {
      const removed = store.removeOfDocument(documentId);
      changes.removed(removed);
      const entries = [...running.values()].filter(({ row }) => row.document_id === documentId);
      for (const { abort } of entries) abort.abort(new CodedError('cancelled', 'the document was removed'));
      await Promise.all(entries.map(({ settled }) => settled));
    },
    clearFinished: () => changes.removed(store.clearFinal()),
    depths: () => store.depths(Object.keys(o.queues)),
    onEvent: (listener) => changes.listen(listener),
    pause: (queue = '*') => void paused.add(queue),
    resume(queue) {
      if (queue === undefined) paused.clear();
      else paused.delete(queue);
      pump();
    },
    wake(queue) {
      if (queue === undefined) heldUntil.clear();
      else heldUntil.delete(queue);
      for (const id of store.hurry(now(), queue ?? null)) changes.changed(id);
      pump();
    },
    start() {
      if (state !== 'new') return;
      recover();
      state = 'started';
      pump();
    },
    async stop() {
      state = 'stopping';
      if (sleep !== null) clearTimeout(sleep);
      const entries = [...running.values()];
      for (const { abort } of entries) abort.abort(new CodedError('shutting-down', 'the application ends'));
      const patience = new AbortController();
      await Promise.race([Promise.all(entries.map(({ settled }) => settled)), delay(STOP_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
    },
  };
}
