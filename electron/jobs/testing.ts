/** What the queue's tests share: a real database in a folder of its own, and handlers that wait to be told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { silentLog } from '../log/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import { jobsSchema, type JobHandler, type RunningJob } from './index.ts';

export const Payload = z.object({ n: z.number() });
export type Payload = z.infer<typeof Payload>;

export interface Scratch {
  open(): Storage;
  remove(): void;
}

export function scratch(): Scratch {
  const dir = mkdtempSync(path.join(tmpdir(), 'sova red š-'));
  return {
    open: () => openStorage({ file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), schemas: [jobsSchema], log: silentLog }),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Runs that a test ends by hand. */
export interface Controlled {
  handler: JobHandler<Payload>;
  runs: { job: RunningJob<Payload>; done(): void; fail(error: unknown): void }[];
}

export function controlled(type: string, more: Partial<JobHandler<Payload>> = {}): Controlled {
  const runs: Controlled['runs'] = [];
  return {
    runs,
    handler: {
      type,
      queue: 'work',
      payload: Payload,
      recovery: 'retry',
      run: (job) => new Promise<void>((done, fail) => runs.push({ job, done, fail })),
      ...more,
    },
  };
}
