/** The queue: its parts put together, and what the rooms may ask of it. */
import { uuidv7 } from 'uuidv7';
import { CodedError, type Job } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import { createChanges } from './changes.ts';
import { createEndings } from './endings.ts';
import { seal, type SealedHandler } from './handler.ts';
import type { Jobs } from './jobs.ts';
import { createProgressBoard } from './progress.ts';
import { createRunner } from './runner.ts';
import { toJob, type JobRow } from './schema.ts';
import { createJobStore } from './store.ts';

/** @param o.queues how many jobs run at once in each queue; @param o.bootId made anew at each start of the application */
export function createJobs(o: { storage: Storage; log: Log; bootId: string; queues: Record<string, number>; clock?: () => number; random?: () => number }): Jobs {
  const { storage, log, bootId, queues } = o;
  const now = o.clock ?? Date.now;
  const store = createJobStore(storage);
  const handlers = new Map<string, SealedHandler>();
  let started = false;

  const board = createProgressBoard({
    now: () => performance.now(),
    tell: (id) => changes.changed(id),
    write(id, progress) {
      if (!storage.db.open) return;
      try {
        store.writeProgress(id, progress);
      } catch (error) {
        log.warn('progress could not be written', { id, error });
      }
    },
  });
  const read = (id: string): Job | undefined => {
    const row = store.get(id);
    return row === undefined ? undefined : toJob(row, board.get(id));
  };
  const changes = createChanges({ read, afterwards: () => runner.pump(), log });
  const endings = createEndings({ storage, store, board, changes, handlers, log, now, random: o.random ?? Math.random });
  const runner = createRunner({ storage, store, board, changes, endings, handlers, queues, bootId, log, now });

  const demand = (id: string): JobRow => {
    const row = store.get(id);
    if (row === undefined) throw new CodedError('unknown-job', `there is no job ${id}`, { id });
    return row;
  };
  const demandJob = (id: string): Job => toJob(demand(id), board.get(id));
  const cancelled = (): CodedError => new CodedError('cancelled', 'the job was cancelled');

  return {
    register(handler) {
      if (handlers.has(handler.type)) throw new Error(`${handler.type} has a handler`);
      if (!(handler.queue in queues)) throw new Error(`there is no queue ${handler.queue}`);
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
      store.requestCancel(id);
      if (!runner.abort(id, cancelled())) endings.conclude(row, { state: 'cancelled' });
      changes.changed(id);
      return demandJob(id);
    },
    cancelBatch(batchId) {
      for (const id of store.requestCancelOfBatch(batchId)) runner.abort(id, cancelled());
      endings.sweepCancelled();
    },
    retry(id) {
      storage.transaction(() => {
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
      changes.removed(store.removeOfDocument(documentId));
      await runner.abortDocument(documentId, new CodedError('cancelled', 'the document was removed'));
    },
    clearFinished: () => changes.removed(store.clearFinal()),
    depths: () => store.depths(Object.keys(queues)),
    onEvent: (listener) => changes.listen(listener),
    pause: (queue = '*') => runner.pause(queue),
    resume: (queue) => runner.resume(queue),
    wake(queue) {
      runner.release(queue);
      for (const id of store.hurry(now(), queue ?? null)) changes.changed(id);
      runner.pump();
    },
    start() {
      if (started) return;
      started = true;
      endings.recover(bootId);
      runner.start();
    },
    stop: () => runner.stop(),
  };
}
