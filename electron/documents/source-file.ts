/** A file of this machine, opened once and read through that handle: what is copied is what was judged. */
import { constants, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../contract/index.ts';
import type { FoundPlace } from './place-store.ts';
import { displayName } from './words.ts';

export interface SourceFile {
  found: FoundPlace;
  /** Each is valid until the next is asked for. */
  chunks: AsyncIterable<Buffer>;
  /** @throws CodedError file-changed when the bytes that were read are not the file any more */
  demandUnchanged(): Promise<void>;
}

const LARGEST_CHUNK = 1024 * 1024;

/** Opening never waits, not even on a pipe. @throws errors of the file system, CodedError not-a-regular-file */
export async function withSourceFile<T>(at: { path: string; folder: string; watchedFolderId: string | null }, use: (source: SourceFile) => Promise<T>): Promise<T> {
  const name = path.basename(at.path);
  const handle = await open(at.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new CodedError('not-a-regular-file', 'not a regular file', { name });
    return await use({
      found: foundPlace(at, before),
      chunks: readAll(handle, before.size),
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

/** One buffer for all: a chunk is gone when the next is asked for. Small files take small ones, or ten thousand of them choke the collector. */
async function* readAll(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(LARGEST_CHUNK, size + 1));
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
