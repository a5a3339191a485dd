/** How jobs end: outcomes are written and told, what a crash left over is settled, what was cancelled is swept up. */
import type { Job } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Changes } from './changes.ts';
import type { SealedHandler } from './handler.ts';
import { decide, type Outcome, type RunEnd, type RunFacts } from './outcome.ts';
import type { ProgressBoard } from './progress.ts';
import { toJob, type JobRow } from './schema.ts';
import type { JobStore } from './store.ts';

const PRUNE_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const FINAL_KEPT = 2000;
const CANCEL_PORTION = 100;

export interface Endings {
  /** What becomes of a run, by the rules of its kind. */
  outcomeOf(row: JobRow, end: RunEnd): Outcome;
  /** Writes the outcome; a final one tells its handler in the same transaction. */
  conclude(row: JobRow, outcome: Outcome, durable?: boolean): void;
  /** Whether the end of this job's runs must survive a power cut; other kinds stand another run. */
  mustLast(row: JobRow): boolean;
  /** The owner lock gives the database one process: what runs under another boot's name runs nowhere. */
  recover(bootId: string): void;
  /** Thousands at once are taken in portions; what a crash leaves of them is taken at the next start. */
  sweepCancelled(): void;
}

export function createEndings(o: {
  storage: Storage;
  store: JobStore;
  board: ProgressBoard;
  changes: Changes;
  handlers: ReadonlyMap<string, SealedHandler>;
  log: Log;
  now(): number;
  random(): number;
}): Endings {
  /** A handler that fails here must not keep its job from being final. */
  const tellFinal = (id: string): void => {
    const row = o.store.get(id);
    if (row === undefined) return;
    try {
      const job: Job = toJob(row, undefined);
      o.storage.transaction(() => o.handlers.get(row.type)?.final(job, row.payload));
    } catch (error) {
      o.log.error('a handler failed on a final job', { id, type: row.type, error });
    }
  };
  const conclude = (row: JobRow, outcome: Outcome, durable = true): void => {
    o.storage.transaction(
      () => {
        o.store.apply(row, outcome, o.now(), o.board.get(row.id));
        if (outcome.state !== 'queued' && outcome.state !== 'waiting') tellFinal(row.id);
      },
      { durable },
    );
    o.changes.changed(row.id);
  };
  const factsOf = (row: JobRow): RunFacts => ({
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    cancelRequested: row.cancel_requested === 1,
    recovery: o.handlers.get(row.type)?.recovery ?? 'abandon',
  });
  const outcomeOf = (row: JobRow, end: RunEnd): Outcome => decide(end, factsOf(row), o.random());
  const sweepCancelled = (): void => {
    if (!o.storage.db.open) return;
    const rows = o.store.toCancel(CANCEL_PORTION);
    o.storage.transaction(() => rows.forEach((row) => conclude(row, { state: 'cancelled' })));
    if (rows.length === CANCEL_PORTION) setImmediate(sweepCancelled);
  };

  return {
    outcomeOf,
    conclude,
    mustLast: (row) => factsOf(row).recovery === 'abandon',
    recover(bootId) {
      for (const row of o.store.orphans(bootId)) conclude(row, outcomeOf(row, { kind: 'interrupted' }));
      for (const type of o.store.liveTypes()) {
        if (o.handlers.has(type)) continue;
        const problem = { code: 'internal', message: `no handler for ${type}`, details: {} };
        for (const row of o.store.liveOfType(type)) conclude(row, { state: 'failed', problem });
      }
      sweepCancelled();
      o.changes.removed(o.store.prune(o.now() - PRUNE_AFTER_MS, FINAL_KEPT));
    },
    sweepCancelled,
  };
}
