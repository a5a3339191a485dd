/** The originals: copies addressed by the hash of their bytes, whole or not there. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { CodedError, type Settings } from '../contract/index.ts';
import { syncFolder } from '../storage/index.ts';
import { fileType, SNIFF_BYTES } from './file-type.ts';
import { fileProblem } from './fs-problem.ts';

/** Bytes that lie in `incoming/`, hashed and on the disk, not yet in the library. */
export interface Copy {
  partial: string;
  sha256: string;
  size: number;
  type: string;
}

export interface CopyRequest {
  chunks: AsyncIterable<Uint8Array>;
  name: string;
  /** Bytes to come, if known: refused before copying where that is possible. */
  expected: number | null;
  limits: Settings['limits'];
  /** Bytes of all originals now. */
  libraryBytes: number;
  signal: AbortSignal;
  onBytes(done: number): void;
}

export interface Library {
  /** @throws CodedError empty-file, unknown-type, file-too-large, library-full, disk-full ...; nothing is kept then */
  copyIn(request: CopyRequest): Promise<Copy>;
  /** At once: puts the copy in its place, or drops it when the same bytes are there. */
  adopt(copy: Copy): void;
  discard(copy: Copy): void;
  fileOf(sha256: string): string;
  has(sha256: string): boolean;
  /** At once; gone already is fine. */
  remove(sha256: string): void;
  /** Copies a crash left half done. */
  clearIncoming(): void;
}

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;
/** The disk is asked again after so many bytes. */
const ASK_DISK_BYTES = 64 * MEGABYTE;

export function createLibrary(o: { libraryDir: string; incomingDir: string; freeBytes?: (dir: string) => Promise<number> }): Library {
  const freeBytes = o.freeBytes ?? diskFree;
  const fileOf = (sha256: string): string => path.join(o.libraryDir, sha256.slice(0, 2), sha256);

  const demandSpace = async (request: CopyRequest, coming: number): Promise<void> => {
    const free = await freeBytes(o.incomingDir);
    const reserve = request.limits.reserveMegabytes * MEGABYTE;
    if (free - coming < reserve) throw new CodedError('disk-full', 'not enough room on the disk', { name: request.name, free, needed: coming + reserve });
  };
  const demandSize = (request: CopyRequest, size: number): void => {
    const limit = request.limits.fileMegabytes * MEGABYTE;
    if (size > limit) throw new CodedError('file-too-large', 'the file is over the limit', { name: request.name, size, limit });
    const room = request.limits.libraryGigabytes * GIGABYTE;
    if (request.libraryBytes + size > room) throw new CodedError('library-full', 'the library is over its limit', { name: request.name, size, limit: room });
  };

  const write = async (request: CopyRequest, partial: string): Promise<Copy> => {
    const hash = createHash('sha256');
    const target = await open(partial, 'wx', 0o600);
    try {
      let start = Buffer.alloc(0);
      let type: string | null = null;
      let size = 0;
      let asked = 0;
      for await (const chunk of request.chunks) {
        request.signal.throwIfAborted();
        if (type === null) {
          start = Buffer.concat([start, chunk.subarray(0, SNIFF_BYTES)]);
          if (start.length >= SNIFF_BYTES) type = demandType(start, request.name);
        }
        size += chunk.length;
        demandSize(request, size);
        if (size - asked >= ASK_DISK_BYTES) {
          await demandSpace(request, Math.max(0, (request.expected ?? size) - size));
          asked = size;
        }
        hash.update(chunk);
        await target.writeFile(chunk);
        request.onBytes(size);
      }
      if (size === 0) throw emptyFile(request.name);
      type ??= demandType(start, request.name);
      await target.sync();
      return { partial, sha256: hash.digest('hex'), size, type };
    } finally {
      await target.close();
    }
  };

  return {
    async copyIn(request) {
      await mkdir(o.incomingDir, { recursive: true });
      if (request.expected === 0) throw emptyFile(request.name);
      if (request.expected !== null) demandSize(request, request.expected);
      await demandSpace(request, request.expected ?? 0);
      const partial = path.join(o.incomingDir, randomUUID());
      try {
        return await write(request, partial);
      } catch (error) {
        await rm(partial, { force: true });
        throw fileProblem(error, request.name);
      }
    },
    adopt(copy) {
      const file = fileOf(copy.sha256);
      if (existsSync(file)) {
        rmSync(copy.partial, { force: true });
        return;
      }
      const dir = path.dirname(file);
      if (!existsSync(dir)) {
        mkdirSync(dir, { recursive: true });
        syncFolder(o.libraryDir);
      }
      renameSync(copy.partial, file);
      syncFolder(dir);
    },
    discard: (copy) => rmSync(copy.partial, { force: true }),
    fileOf,
    has: (sha256) => existsSync(fileOf(sha256)),
    remove: (sha256) => rmSync(fileOf(sha256), { force: true }),
    clearIncoming() {
      if (!existsSync(o.incomingDir)) return;
      for (const name of readdirSync(o.incomingDir)) rmSync(path.join(o.incomingDir, name), { force: true, recursive: true });
    },
  };
}

function emptyFile(name: string): CodedError {
  return new CodedError('empty-file', 'the file is empty', { name });
}

function demandType(start: Buffer, name: string): string {
  const type = fileType(start, name);
  if (type === null) throw new CodedError('unknown-type', 'not a kind of file that can be read', { name, extension: path.extname(name) });
  return type;
}

async function diskFree(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}
