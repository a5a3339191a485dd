/** Jobs: everything that takes time, with its state, progress and way back. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Id, IsoTime, Ok, Problem } from './common.ts';
import { errorMap } from './errors.ts';

const base = oc.errors(errorMap);

/** `waiting`: to run again at a stated time (a retry, or a part that is down). */
export const JobState = z.enum(['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled']);
export type JobState = z.infer<typeof JobState>;

export const JobStage = z.enum(['copying', 'reading', 'recognising', 'embedding', 'indexing', 'downloading', 'paused', 'verifying', 'working']);
export type JobStage = z.infer<typeof JobStage>;

export const JobProgress = z.object({
  stage: JobStage.nullable(),
  /** The whole job, 0..1. */
  fraction: z.number().min(0).max(1),
  /** Within the stage, in its unit (page 12 of 40, bytes, passages). */
  done: z.number().nullable(),
  total: z.number().nullable(),
});
export type JobProgress = z.infer<typeof JobProgress>;

export const Job = z.object({
  id: Id,
  type: z.string(),
  queue: z.string(),
  state: JobState,
  progress: JobProgress,
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  errors: z.array(Problem.extend({ attempt: z.number().int(), at: IsoTime })),
  cancelRequested: z.boolean(),
  /** What it is about, for a person: a file's or a model's name. */
  subject: z.string(),
  documentId: Id.nullable(),
  batchId: Id.nullable(),
  createdAt: IsoTime,
  startedAt: IsoTime.nullable(),
  runAt: IsoTime,
  finishedAt: IsoTime.nullable(),
});
export type Job = z.infer<typeof Job>;

export const QueueDepth = z.object({ queue: z.string(), queued: z.number().int(), running: z.number().int(), waiting: z.number().int(), failed: z.number().int() });
export type QueueDepth = z.infer<typeof QueueDepth>;

export const JobEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), job: Job }),
  z.object({ type: z.literal('removed'), jobId: Id }),
]);
export type JobEvent = z.infer<typeof JobEvent>;

export const jobs = {
  list: base
    .input(z.object({ states: z.array(JobState).default([]), offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ items: z.array(Job), total: z.number().int() })),
  get: base.input(z.object({ id: Id })).output(Job),
  cancel: base.input(z.object({ id: Id })).output(Job),
  retry: base.input(z.object({ id: Id })).output(Job),
  clearFinished: base.output(Ok),
  /** With an id: that job's changes, ending when it ends. Without: everyone's. */
  events: base.input(z.object({ id: Id.optional() })).output(eventIterator(JobEvent)),
};
