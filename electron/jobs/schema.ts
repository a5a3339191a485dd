/** The queue's table. Times are ms; JSON columns are validated when read. */
import { z } from 'zod';
import { IsoTime, JobProgress, Problem, type Job, type JobState } from '../contract/index.ts';
import type { RoomSchema } from '../storage/index.ts';

export const jobsSchema: RoomSchema = {
  room: 'jobs',
  steps: [
    `CREATE TABLE jobs (
       id TEXT PRIMARY KEY,
       type TEXT NOT NULL,
       queue TEXT NOT NULL,
       payload TEXT NOT NULL,
       unique_key TEXT,
       subject TEXT NOT NULL,
       document_id TEXT,
       batch_id TEXT,
       state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'completed', 'failed', 'cancelled')),
       priority INTEGER NOT NULL,
       attempt INTEGER NOT NULL DEFAULT 0,
       max_attempts INTEGER NOT NULL,
       run_at INTEGER NOT NULL,
       lease_owner TEXT,
       cancel_requested INTEGER NOT NULL DEFAULT 0,
       progress TEXT,
       errors TEXT NOT NULL DEFAULT '[]',
       created_at INTEGER NOT NULL,
       started_at INTEGER,
       finished_at INTEGER,
       CHECK ((state = 'running') = (lease_owner IS NOT NULL)),
       CHECK ((state IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
     ) STRICT;
     CREATE UNIQUE INDEX jobs_unique ON jobs (type, unique_key) WHERE state IN ('queued', 'running', 'waiting');
     CREATE INDEX jobs_due ON jobs (queue, priority, run_at, id) WHERE state IN ('queued', 'waiting');
     CREATE INDEX jobs_state ON jobs (state, queue);
     CREATE INDEX jobs_document ON jobs (document_id) WHERE document_id IS NOT NULL;
     CREATE INDEX jobs_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;`,
    `CREATE INDEX jobs_run_at ON jobs (run_at) WHERE state IN ('queued', 'waiting');
     CREATE INDEX jobs_to_cancel ON jobs (id) WHERE cancel_requested = 1 AND state IN ('queued', 'waiting');`,
  ],
};

export interface JobRow {
  id: string;
  type: string;
  queue: string;
  payload: string;
  unique_key: string | null;
  subject: string;
  document_id: string | null;
  batch_id: string | null;
  state: JobState;
  priority: number;
  attempt: number;
  max_attempts: number;
  run_at: number;
  lease_owner: string | null;
  cancel_requested: number;
  progress: string | null;
  errors: string;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
}

export const JobErrors = z.array(Problem.extend({ attempt: z.number().int(), at: IsoTime }));
export type JobErrors = z.infer<typeof JobErrors>;

const NO_PROGRESS: JobProgress = { stage: null, fraction: 0, done: null, total: null };

/** A row as the contract shows it. @param live progress not yet written down */
export function toJob(row: JobRow, live: JobProgress | undefined): Job {
  return {
    id: row.id,
    type: row.type,
    queue: row.queue,
    state: row.state,
    progress: live ?? storedProgress(row),
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    errors: JobErrors.parse(JSON.parse(row.errors)),
    cancelRequested: row.cancel_requested === 1,
    subject: row.subject,
    documentId: row.document_id,
    batchId: row.batch_id,
    createdAt: iso(row.created_at),
    startedAt: row.started_at === null ? null : iso(row.started_at),
    runAt: iso(row.run_at),
    finishedAt: row.finished_at === null ? null : iso(row.finished_at),
  };
}

export function storedProgress(row: JobRow): JobProgress {
  return row.progress === null ? NO_PROGRESS : JobProgress.parse(JSON.parse(row.progress));
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
