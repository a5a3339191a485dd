/** The job that brings a model from a disk or a stick. */
import path from 'node:path';
import { z } from 'zod';
import { CodedError, type InstalledModel } from '../contract/index.ts';
import { type JobHandler, PermanentError } from '../jobs/index.ts';
import { bring, type Found, hashOf, inspect } from './import.ts';

export const IMPORT = 'model-import';
export const ImportPayload = z.object({ path: z.string(), how: z.enum(['copy', 'in-place']) });
type ImportPayload = z.infer<typeof ImportPayload>;

export interface Imported {
  found: Found;
  /** The GGUF file, or the folder of an ONNX model. */
  path: string;
  sha256: string | null;
  origin: Extract<InstalledModel['origin'], 'import' | 'in-place'>;
}

export function createImportHandler(o: { folderOf(name: string): string; imported(model: Imported): Promise<void> }): JobHandler<ImportPayload> {
  return {
    type: IMPORT,
    queue: 'io',
    payload: ImportPayload,
    recovery: 'retry',
    maxAttempts: 2,
    async run({ payload, signal, progress }) {
      try {
        const found = await inspect(payload.path);
        const copy = payload.how === 'copy';
        const root = copy ? o.folderOf(found.name) : found.root;
        if (copy) await bring(found, root, { signal, onFile: (done) => progress({ stage: 'copying', done, total: found.files.length, fraction: (0.5 * done) / found.files.length }) });
        const [only] = found.files;
        const single = found.role === 'generator' && only !== undefined;
        const file = single ? path.join(root, only) : root;
        const sha256 = single
          ? await hashOf(file, { signal, onBytes: (done) => progress({ stage: 'verifying', done, total: found.bytes, fraction: 0.5 + (0.5 * done) / found.bytes }) })
          : null;
        await o.imported({ found, path: file, sha256, origin: copy ? 'import' : 'in-place' });
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof CodedError) throw new PermanentError(error.code, error.message, error.details);
        throw error;
      }
    },
  };
}
