/** The queue's statements. Every change of state is one row update; callers hold the transaction. */
import type { JobProgress, JobState, Problem, QueueDepth } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Outcome } from './outcome.ts';
import { iso, JobErrors, type JobRow } from './schema.ts';

export type JobStore = ReturnType<typeof createJobStore>;

const LIVE = "('queued', 'running', 'waiting')";
const FINAL = "('completed', 'failed', 'cancelled')";
const ERRORS_KEPT = 20;

export function createJobStore({ db }: Storage) {
  const byId = db.prepare<[string], JobRow>('SELECT * FROM jobs WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO jobs (id, type, queue, payload, unique_key, subject, document_id, batch_id, state, priority, max_attempts, run_at, created_at)
     VALUES (@id, @type, @queue, @payload, @uniqueKey, @subject, @documentId, @batchId, 'queued', @priority, @maxAttempts, @runAt, @now)`,
  );
  const liveByKey = db.prepare<[string, string], JobRow>(`SELECT * FROM jobs WHERE type = ? AND unique_key = ? AND state IN ${LIVE}`);
  const nextDue = db.prepare<[string, number], { id: string }>(
    "SELECT id FROM jobs INDEXED BY jobs_due WHERE queue = ? AND state IN ('queued', 'waiting') AND run_at <= ? AND cancel_requested = 0 ORDER BY priority, run_at, id LIMIT 1",
  );
  const take = db.prepare<[string, number, string], JobRow>(
    "UPDATE jobs SET state = 'running', attempt = attempt + 1, lease_owner = ?, started_at = ? WHERE id = ? AND state IN ('queued', 'waiting') RETURNING *",
  );
  const finish = db.prepare('UPDATE jobs SET state = ?, lease_owner = NULL, finished_at = ?, progress = ?, errors = ? WHERE id = ?');
  const putBack = db.prepare('UPDATE jobs SET state = ?, lease_owner = NULL, attempt = ?, run_at = ?, progress = ?, errors = ? WHERE id = ?');
  const again = db.prepare(
    "UPDATE jobs SET state = 'queued', attempt = 0, run_at = ?, cancel_requested = 0, progress = NULL, started_at = NULL, finished_at = NULL WHERE id = ?",
  );
  const requestCancel = db.prepare('UPDATE jobs SET cancel_requested = 1 WHERE id = ?');
  const writeProgress = db.prepare('UPDATE jobs SET progress = ? WHERE id = ?');
  const depths = db.prepare<[], { queue: string; state: JobState; jobs: number }>('SELECT queue, state, count(*) AS jobs FROM jobs GROUP BY state, queue');
  const earliest = db.prepare<[number], { at: number | null }>("SELECT min(run_at) AS at FROM jobs INDEXED BY jobs_run_at WHERE state IN ('queued', 'waiting') AND run_at > ?");
  const orphans = db.prepare<[string], JobRow>("SELECT * FROM jobs WHERE state = 'running' AND lease_owner <> ? ORDER BY id");
  const waitingIn = db.prepare<[number, string | null, string | null], { id: string }>(
    "UPDATE jobs SET run_at = ? WHERE state = 'waiting' AND (? IS NULL OR queue = ?) RETURNING id",
  );
  const ofDocument = db.prepare<[string], { id: string }>('DELETE FROM jobs WHERE document_id = ? RETURNING id');
  const cancelOfBatch = db.prepare<[string], { id: string }>(`UPDATE jobs SET cancel_requested = 1 WHERE batch_id = ? AND state IN ${LIVE} RETURNING id`);
  const toCancel = db.prepare<[number], JobRow>("SELECT * FROM jobs INDEXED BY jobs_to_cancel WHERE cancel_requested = 1 AND state IN ('queued', 'waiting') LIMIT ?");
  const liveOfType = db.prepare<[string], JobRow>(`SELECT * FROM jobs WHERE type = ? AND state IN ${LIVE} ORDER BY id`);
  const liveTypes = db.prepare<[], { type: string }>(`SELECT DISTINCT type FROM jobs WHERE state IN ${LIVE}`);
  const clear = db.prepare<[], { id: string }>(`DELETE FROM jobs WHERE state IN ${FINAL} RETURNING id`);
  const prune = db.prepare<[number, number], { id: string }>(
    `DELETE FROM jobs WHERE state IN ${FINAL} AND (finished_at < ? OR id NOT IN (SELECT id FROM jobs WHERE state IN ${FINAL} ORDER BY finished_at DESC, id DESC LIMIT ?)) RETURNING id`,
  );
  const page = db.prepare<[string, string, number, number], JobRow>(
    `SELECT * FROM jobs WHERE (? = '[]' OR state IN (SELECT value FROM json_each(?)))
     ORDER BY state = 'running' DESC, state IN ('queued', 'waiting') DESC, CASE WHEN state IN ('queued', 'waiting') THEN id END, id DESC LIMIT ? OFFSET ?`,
  );
  const count = db.prepare<[string, string], { jobs: number }>("SELECT count(*) AS jobs FROM jobs WHERE (? = '[]' OR state IN (SELECT value FROM json_each(?)))");
  const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

  return {
    get: (id: string) => byId.get(id),
    insert(job: { id: string; type: string; queue: string; payload: string; uniqueKey: string | null; subject: string; documentId: string | null; batchId: string | null; priority: number; maxAttempts: number; runAt: number; now: number }): void {
      insert.run(job);
    },
    liveByKey: (type: string, key: string) => liveByKey.get(type, key),
    /** The id of the queue's next due job. */
    nextDue: (queue: string, now: number) => nextDue.get(queue, now)?.id,
    /** The job, now running under this owner. */
    claim: (id: string, now: number, owner: string) => take.get(owner, now, id),
    apply(row: JobRow, outcome: Outcome, now: number, progress: JobProgress | undefined): void {
      const kept = progress === undefined ? row.progress : JSON.stringify(progress);
      const errors = 'problem' in outcome ? withError(row, outcome.problem, now) : row.errors;
      if (outcome.state === 'queued') putBack.run('queued', outcome.attempt, now, kept, errors, row.id);
      else if (outcome.state === 'waiting') putBack.run('waiting', outcome.attempt, now + outcome.delayMs, kept, errors, row.id);
      else finish.run(outcome.state, now, kept, errors, row.id);
    },
    startAgain: (id: string, now: number) => void again.run(now, id),
    requestCancel: (id: string) => void requestCancel.run(id),
    writeProgress: (id: string, progress: JobProgress) => void writeProgress.run(JSON.stringify(progress), id),
    depths(queues: readonly string[]): QueueDepth[] {
      const all = new Map(queues.map((queue) => [queue, { queue, queued: 0, running: 0, waiting: 0, failed: 0 }]));
      for (const { queue, state, jobs } of depths.all()) {
        const depth = all.get(queue) ?? { queue, queued: 0, running: 0, waiting: 0, failed: 0 };
        all.set(queue, depth);
        if (state !== 'completed' && state !== 'cancelled') depth[state] = jobs;
      }
      return [...all.values()];
    },
    earliestAfter: (now: number) => earliest.get(now)?.at ?? null,
    /** Running under an owner that is gone. */
    orphans: (owner: string) => orphans.all(owner),
    hurry: (now: number, queue: string | null) => ids(waitingIn.all(now, queue, queue)),
    removeOfDocument: (documentId: string) => ids(ofDocument.all(documentId)),
    requestCancelOfBatch: (batchId: string) => ids(cancelOfBatch.all(batchId)),
    /** Asked to be cancelled, and not running. */
    toCancel: (limit: number) => toCancel.all(limit),
    liveOfType: (type: string) => liveOfType.all(type),
    liveTypes: () => liveTypes.all().map(({ type }) => type),
    clearFinal: () => ids(clear.all()),
    prune: (before: number, keep: number) => ids(prune.all(before, keep)),
    list(states: readonly JobState[], offset: number, limit: number): { rows: JobRow[]; total: number } {
      const wanted = JSON.stringify(states);
      return { rows: page.all(wanted, wanted, limit, offset), total: count.get(wanted, wanted)?.jobs ?? 0 };
    },
  };
}

/** The newest errors; the same error of the same try is kept once (a part that stays down). */
function withError(row: JobRow, problem: Problem, now: number): string {
  const errors = JobErrors.parse(JSON.parse(row.errors));
  const last = errors.at(-1);
  const before = last?.code === problem.code && last.attempt === row.attempt ? errors.slice(0, -1) : errors;
  return JSON.stringify([...before, { ...problem, attempt: row.attempt, at: iso(now) }].slice(-ERRORS_KEPT));
}
