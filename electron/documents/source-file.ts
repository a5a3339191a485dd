/** A file of this machine, opened once and read through that handle: what is copied is what was judged. */
import { constants, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../contract/index.ts';
import type { FoundPlace } from './place-store.ts';
import { displayName } from './words.ts';

export interface SourceFile {
  found: FoundPlace;
  chunks: AsyncIterable<Buffer>;
  /** @throws CodedError file-changed when the bytes that were read are not the file any more */
  demandUnchanged(): Promise<void>;
}

const CHUNK = 1024 * 1024;

/** Opening never waits, not even on a pipe. @throws errors of the file system, CodedError not-a-regular-file */
export async function withSourceFile<T>(at: { path: string; folder: string; watchedFolderId: string | null }, use: (source: SourceFile) => Promise<T>): Promise<T> {
  const name = path.basename(at.path);
  const handle = await open(at.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new CodedError('not-a-regular-file', 'not a regular file', { name });
    return await use({
      found: foundPlace(at, before),
      chunks: readAll(handle),
      async demandUnchanged() {
        const after = await stat(at.path);
        if (fileKey(after) !== fileKey(before) || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
          throw new CodedError('file-changed', 'the file changed while it was copied', { name });
        }
      },
    });
  } finally {
    await handle.close();
  }
}

export function foundPlace(at: { path: string; folder: string; watchedFolderId: string | null }, stats: Stats): FoundPlace {
  return {
    name: displayName(path.basename(at.path)),
    folder: at.folder === '' ? '' : at.folder.split('/').map(displayName).join('/'),
    path: at.path,
    fileKey: fileKey(stats),
    size: stats.size,
    modifiedAt: stats.mtimeMs,
    watchedFolderId: at.watchedFolderId,
  };
}

/** The same for a file wherever it is moved on its disk. */
export function fileKey(stats: Stats): string {
  return `${stats.dev}:${stats.ino}`;
}

async function* readAll(handle: Awaited<ReturnType<typeof open>>): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
