/** A kind of job: what it needs, how it runs, and what a crash means for it. */
import type { z } from 'zod';
import type { Job, JobProgress } from '../contract/index.ts';

export interface RunningJob<P> {
  id: string;
  payload: P;
  /** From 1. */
  attempt: number;
  /** Aborted when someone cancels it, its document goes, or the application ends. */
  signal: AbortSignal;
  /** Cheap: call it as often as you like. */
  progress(change: Partial<JobProgress>): void;
}

export interface JobHandler<P> {
  type: string;
  queue: string;
  payload: z.ZodType<P>;
  /** After a crash or a shutdown in the middle: run again, or give up (failed). */
  recovery: 'retry' | 'abandon';
  /** Default 5. */
  maxAttempts?: number;
  /** Must be safe to run again from the start, and must end soon after its signal aborts. */
  run(job: RunningJob<P>): Promise<void>;
  /** Called once with the final state, in the transaction that writes it: only database work here. */
  onFinal?(job: Job, payload: P): void;
}

/** A handler whose payload type is sealed inside. */
export interface SealedHandler {
  readonly type: string;
  readonly queue: string;
  readonly recovery: 'retry' | 'abandon';
  readonly maxAttempts: number;
  /** The payload as it is stored. @throws ZodError */
  encode(payload: unknown): string;
  run(stored: string, job: Omit<RunningJob<never>, 'payload'>): Promise<void>;
  final(job: Job, stored: string): void;
}

const DEFAULT_ATTEMPTS = 5;
const MAX_PAYLOAD = 1024 * 1024;

export function seal<P>(handler: JobHandler<P>): SealedHandler {
  return {
    type: handler.type,
    queue: handler.queue,
    recovery: handler.recovery,
    maxAttempts: handler.maxAttempts ?? DEFAULT_ATTEMPTS,
    encode(payload) {
      const stored = JSON.stringify(handler.payload.parse(payload));
      if (stored.length > MAX_PAYLOAD) throw new Error(`the payload of ${handler.type} is over ${MAX_PAYLOAD} characters`);
      return stored;
    },
    run: async (stored, job) => handler.run({ ...job, payload: handler.payload.parse(JSON.parse(stored)) }),
    final(job, stored) {
      handler.onFinal?.(job, handler.payload.parse(JSON.parse(stored)));
    },
  };
}
