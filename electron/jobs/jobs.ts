/** What other rooms may ask of the queue. */
import type { Job, JobEvent, JobState, QueueDepth } from '../contract/index.ts';
import type { JobHandler } from './handler.ts';

export interface EnqueueJob {
  type: string;
  payload: unknown;
  /** What it is about, for a person. */
  subject: string;
  /** While a job of this type with this key is not final, enqueueing answers that job. */
  uniqueKey?: string;
  documentId?: string;
  batchId?: string;
  /** Smaller runs first; default 0. */
  priority?: number;
  /** ms; default now. */
  runAt?: number;
}

export interface Jobs {
  /** Before `start()`. */
  register<P>(handler: JobHandler<P>): void;
  /** Inside `storage.transaction` it commits with what it belongs to. */
  enqueue(job: EnqueueJob): Job;
  get(id: string): Job | undefined;
  /** Newest first; no states means all. */
  list(query: { states?: readonly JobState[]; offset?: number; limit?: number }): { items: Job[]; total: number };
  /** At once when it does not run; otherwise its run is asked to stop. @throws CodedError unknown-job, job-finished */
  cancel(id: string): Job;
  cancelBatch(batchId: string): void;
  /** A failed or cancelled job from the start, a waiting one now. @throws CodedError unknown-job, conflict */
  retry(id: string): Job;
  /** Deletes the document's jobs; resolves when none of them runs any more. */
  removeForDocument(documentId: string): Promise<void>;
  clearFinished(): void;
  depths(): QueueDepth[];
  onEvent(listener: (event: JobEvent) => void): () => void;
  /** No new runs in this queue (or any); those that run go on. */
  pause(queue?: string): void;
  resume(queue?: string): void;
  /** What waits for a part that is back runs now. */
  wake(queue?: string): void;
  /** Recovers what a crash interrupted, then begins to run. */
  start(): void;
  /** No new runs; running ones are interrupted and, after a while, left to the next start. */
  stop(): Promise<void>;
}
