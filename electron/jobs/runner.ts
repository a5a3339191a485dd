/** The worker: claims due jobs up to each queue's limit, runs their handlers, writes down how the runs ended. */
import { setTimeout as delay } from 'node:timers/promises';
import { CodedError } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Changes } from './changes.ts';
import type { Endings } from './endings.ts';
import type { SealedHandler } from './handler.ts';
import type { RunEnd } from './outcome.ts';
import type { ProgressBoard } from './progress.ts';
import { storedProgress, type JobRow } from './schema.ts';
import type { JobStore } from './store.ts';

const LONGEST_SLEEP_MS = 30_000;
const WRITE_AGAIN_MS = 1000;
const STOP_MS = 5000;

interface Running {
  row: JobRow;
  abort: AbortController;
  settled: Promise<void>;
}

export interface Runner {
  start(): void;
  /** Claims what is due and has room. */
  pump(): void;
  /** Whether it was running here; its handler hears of it by its signal. */
  abort(id: string, reason: CodedError): boolean;
  /** Ends once the runs of the document have. */
  abortDocument(documentId: string, reason: CodedError): Promise<void>;
  pause(queue: string): void;
  resume(queue?: string): void;
  /** A hold that a snooze put on a queue (on all) ends. */
  release(queue?: string): void;
  stop(): Promise<void>;
}

export function createRunner(o: {
  storage: Storage;
  store: JobStore;
  board: ProgressBoard;
  changes: Changes;
  endings: Endings;
  handlers: ReadonlyMap<string, SealedHandler>;
  /** How many jobs run at once in each queue. */
  queues: Record<string, number>;
  bootId: string;
  log: Log;
  now(): number;
}): Runner {
  const running = new Map<string, Running>();
  const paused = new Set<string>();
  const heldUntil = new Map<string, number>();
  let state: 'new' | 'started' | 'stopping' = 'new';
  let sleep: NodeJS.Timeout | null = null;

  const pump = (): void => {
    if (state !== 'started' || !o.storage.db.open) return;
    try {
      for (const [queue, limit] of Object.entries(o.queues)) {
        if (paused.has('*') || paused.has(queue) || (heldUntil.get(queue) ?? 0) > o.now()) continue;
        let busy = [...running.values()].filter(({ row }) => row.queue === queue).length;
        for (; busy < limit; busy += 1) {
          // Looked at first: most of the time nothing is due, and a look needs no transaction.
          const due = o.store.nextDue(queue, o.now());
          if (due === undefined) break;
          const row = o.storage.transaction(() => o.store.claim(due, o.now(), o.bootId), { durable: false });
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
    const times = [o.store.earliestAfter(o.now()), ...heldUntil.values()].filter((at): at is number => at !== null && at > o.now());
    if (times.length > 0) setAlarm(Math.min(...times) - o.now());
  };
  const setAlarm = (ms: number): void => {
    if (sleep !== null) clearTimeout(sleep);
    // Never long: the wall clock may jump while we sleep.
    sleep = setTimeout(pump, Math.max(1, Math.min(ms, LONGEST_SLEEP_MS)));
    sleep.unref();
  };

  const begin = (row: JobRow): void => {
    const abort = new AbortController();
    o.board.begin(row.id, storedProgress(row));
    const entry: Running = { row, abort, settled: Promise.resolve() };
    running.set(row.id, entry);
    entry.settled = execute(row, abort.signal)
      .then((end) => write(row.id, end))
      .then(pump);
    o.changes.changed(row.id);
  };
  const execute = async (row: JobRow, signal: AbortSignal): Promise<RunEnd> => {
    try {
      const handler = o.handlers.get(row.type);
      if (handler === undefined) throw new Error(`no handler for ${row.type}`);
      await handler.run(row.payload, { id: row.id, attempt: row.attempt, signal, progress: (change) => o.board.update(row.id, change) });
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
        const row = o.store.get(id);
        if (row !== undefined) {
          const outcome = o.endings.outcomeOf(row, end);
          o.endings.conclude(row, outcome, o.endings.mustLast(row));
          if (outcome.state === 'waiting' && outcome.holdQueue) heldUntil.set(row.queue, o.now() + outcome.delayMs);
        }
        // Before anyone hears of it: who retries the job at once must not meet this run.
        o.board.end(id);
        running.delete(id);
        return;
      } catch (error) {
        if (!o.storage.db.open) return;
        o.log.error('the end of a run could not be written', { id, error });
        await delay(WRITE_AGAIN_MS, undefined, { ref: false });
      }
    }
  };
  const abortAll = async (entries: readonly Running[], reason: CodedError): Promise<void> => {
    for (const { abort } of entries) abort.abort(reason);
    await Promise.all(entries.map(({ settled }) => settled));
  };

  return {
    start() {
      if (state !== 'new') return;
      state = 'started';
      pump();
    },
    pump,
    abort(id, reason) {
      const entry = running.get(id);
      entry?.abort.abort(reason);
      return entry !== undefined;
    },
    abortDocument: (documentId, reason) =>
      abortAll(
        [...running.values()].filter(({ row }) => row.document_id === documentId),
        reason,
      ),
    pause: (queue) => void paused.add(queue),
    resume(queue) {
      if (queue === undefined) paused.clear();
      else paused.delete(queue);
      pump();
    },
    release(queue) {
      if (queue === undefined) heldUntil.clear();
      else heldUntil.delete(queue);
    },
    async stop() {
      state = 'stopping';
      if (sleep !== null) clearTimeout(sleep);
      const patience = new AbortController();
      const ended = abortAll([...running.values()], new CodedError('shutting-down', 'the application ends'));
      await Promise.race([ended, delay(STOP_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
    },
  };
}
