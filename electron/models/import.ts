/** A model from a disk or a stick: judged, brought into Sova's folder or used where it lies. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CodedError, type ModelRole } from '../contract/index.ts';
import { GgufFault, scanGguf } from '../generation/index.ts';

export interface Found {
  role: ModelRole;
  name: string;
  /** Files to bring, relative to `root`; one for a GGUF. */
  root: string;
  files: string[];
  bytes: number;
}

const WEIGHTS = /(?:^|\/)model(?:_int8|_quantized)?\.onnx$/u;

/** @throws CodedError model-missing, model-corrupt */
export async function inspect(given: string): Promise<Found> {
  const info = await stat(given).catch(() => {
    throw new CodedError('model-missing', `There is nothing at ${given}`, { path: given });
  });
  return info.isDirectory() ? inspectFolder(given) : inspectFile(given, info.size);
}

async function inspectFile(file: string, bytes: number): Promise<Found> {
  await scanGguf(file).catch((error: unknown) => {
    throw error instanceof GgufFault ? new CodedError('model-corrupt', error.message, { path: file }) : error;
  });
  return { role: 'generator', name: path.basename(file, path.extname(file)), root: path.dirname(file), files: [path.basename(file)], bytes };
}

/** One GGUF, or an ONNX model with its tokenizer. */
async function inspectFolder(folder: string): Promise<Found> {
  const all = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const gguf = all.filter((file) => file.toLowerCase().endsWith('.gguf'));
  const [only] = gguf;
  if (only !== undefined && gguf.length === 1) {
    const file = path.join(folder, only);
    return inspectFile(file, (await stat(file)).size);
  }
  if (!all.some((file) => WEIGHTS.test(file)) || !all.some((file) => path.posix.basename(file) === 'tokenizer.json')) {
    throw new CodedError('model-missing', 'The folder holds neither one GGUF file nor an ONNX model with its tokenizer', { path: folder });
  }
  const sizes = await Promise.all(all.map(async (file) => (await stat(path.join(folder, file))).size));
  const name = path.basename(folder);
  return { role: /rerank/iu.test(name) ? 'reranker' : 'embedder', name, root: folder, files: all, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Hard links where the disk is the same, copies otherwise; all or nothing. */
export async function bring(found: Found, target: string, o: { signal: AbortSignal; onFile(done: number): void }): Promise<void> {
  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    for (const [index, file] of found.files.entries()) {
      o.signal.throwIfAborted();
      const to = path.join(part, file);
      await mkdir(path.dirname(to), { recursive: true });
      const from = path.join(found.root, file);
      await link(from, to).catch(() => copyFile(from, to));
      o.onFile(index + 1);
    }
    await rm(target, { recursive: true, force: true });
    await rename(part, target);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

export async function hashOf(file: string, o: { signal: AbortSignal; onBytes(done: number): void }): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of createReadStream(file, { signal: o.signal, highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    done += chunk.length;
    o.onBytes(done);
  }
  return hash.digest('hex');
}
