/** The job that brings a model of the catalogue onto this machine. */
import { rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Settings } from '../contract/index.ts';
import { type JobHandler, PermanentError, RetryableError } from '../jobs/index.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { download, type DownloadPolicy } from './download/download.ts';
import { DownloadError } from './download/failure.ts';
import type { Gate } from './download/gate.ts';
import { type Fetch, HUB } from './download/hub.ts';

export const DOWNLOAD = 'model-download';
export const DownloadPayload = z.object({ modelId: z.string() });
type DownloadPayload = z.infer<typeof DownloadPayload>;

export interface ArrivedFile {
  path: string;
  bytes: number;
  sha256: string;
}

const MEGABYTE = 1024 * 1024;

export function createDownloadHandler(o: {
  entry(id: string): CatalogueEntry | undefined;
  folderOf(id: string): string;
  /** One per running job, so that each can be paused. */
  gateOf(jobId: string): Gate;
  settings: { get(): Settings };
  fetch: Fetch;
  policy?: Partial<DownloadPolicy>;
  arrived(entry: CatalogueEntry, files: ArrivedFile[]): Promise<void>;
}): JobHandler<DownloadPayload> {
  return {
    type: DOWNLOAD,
    queue: 'download',
    payload: DownloadPayload,
    recovery: 'retry',
    maxAttempts: 3,
    async run(job) {
      const { payload, signal, progress } = job;
      const entry = o.entry(payload.modelId);
      if (!entry) throw new PermanentError('unknown-model', 'The catalogue has no such model', { id: payload.modelId });
      const { models, limits } = o.settings.get();
      const folder = o.folderOf(entry.id);
      const files: ArrivedFile[] = [];
      const gate = o.gateOf(job.id);
      const leave = gate.onChange(() => progress({ stage: gate.paused ? 'paused' : 'downloading' }));
      try {
        // Paused before the application ended: nothing is asked of the network until the person says so.
        if (gate.paused) progress({ stage: 'paused' });
        await gate.pass(0, signal);
        signal.throwIfAborted();
        for (const [index, file] of entry.files.entries()) {
          const target = path.join(folder, file.path);
          const got = await download({
            base: models.mirror ?? HUB,
            repository: entry.repository,
            path: file.path,
            target,
            sha256: file.sha256,
            gate,
            signal,
            fetch: o.fetch,
            ...(o.policy ? { policy: o.policy } : {}),
            freeBytes: async () => freeBytes(folder),
            reserveBytes: limits.reserveMegabytes * MEGABYTE,
            onProgress: (stage, done, total) => progress({ stage: gate.paused ? 'paused' : stage, done, total, fraction: (index + done / total) / entry.files.length }),
          });
          files.push({ path: target, bytes: got.bytes, sha256: got.sha256 });
        }
        await o.arrived(entry, files);
      } catch (error) {
        signal.throwIfAborted();
        await rm(folder, { recursive: true, force: true });
        if (!(error instanceof DownloadError)) throw error;
        throw error.retry ? new RetryableError(error.code, error.message, { name: entry.name }) : new PermanentError(error.code, error.message, { name: entry.name });
      } finally {
        leave();
      }
    },
  };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(path.dirname(folder));
  return bavail * bsize;
}
