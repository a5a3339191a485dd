/** The durable queue: the database is the only truth; what runs here is derived from it. */
export { createJobs, type EnqueueJob, type Jobs } from './queue.ts';
export type { JobHandler, RunningJob } from './handler.ts';
export { PermanentError, RetryableError, SnoozeError } from './outcome.ts';
export { jobsSchema } from './schema.ts';
