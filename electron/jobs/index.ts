/** The durable queue: the database is the only truth; what runs here is derived from it. */
export { createJobs } from './queue.ts';
export type { EnqueueJob, Jobs } from './jobs.ts';
export type { JobHandler, RunningJob } from './handler.ts';
export { PermanentError, RetryableError, SnoozeError } from './outcome.ts';
export { jobsSchema } from './schema.ts';
