/** The originals: copies addressed by the hash of their bytes, whole or not there. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { CodedError, type Settings } from '../contract/index.ts';
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
  /** Each is used up before the next is asked for. */
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

export interface DiskSpace {
  /** Bytes. */
  free: number;
  size: number;
}

export interface Library {
  /** @throws CodedError empty-file, unknown-type, file-too-large, library-full, disk-full ...; nothing is kept then */
  copyIn(request: CopyRequest): Promise<Copy>;
  /**
   * Puts the copy in its place, on the disk, and calls `shelve`, which makes it a document's; until that returns nobody
   * can remove it. When `shelve` throws and the bytes belong to no one, they go.
   */
  adopt<T>(copy: Copy, shelve: () => T, isOwned: () => boolean): Promise<T>;
  /** A copy that shall not come in. */
  discard(copy: Copy): Promise<void>;
  fileOf(sha256: string): string;
  has(sha256: string): boolean;
  /** At once; gone already is fine, and one that is just arriving stays. */
  remove(sha256: string): void;
  /** Copies a crash left half done. */
  clearIncoming(): void;
  /** Every original that lies here. */
  originals(): string[];
  /** What a file here is, judged again. @throws errors of the file system */
  judge(sha256: string): { sha256: string; size: number; type: string };
}

const SHA256 = /^[0-9a-f]{64}$/;
const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;
/** On a small disk the reserve is at most this part of it. */
const RESERVE_SHARE = 20;
/** The disk is asked again after so many bytes. */
const ASK_DISK_BYTES = 64 * MEGABYTE;

export function createLibrary(o: { libraryDir: string; incomingDir: string; disk?: (dir: string) => Promise<DiskSpace> }): Library {
  const disk = o.disk ?? diskSpace;
  /** How many copies of these bytes are on their way in. */
  const arriving = new Map<string, number>();
  const fileOf = (sha256: string): string => path.join(o.libraryDir, sha256.slice(0, 2), sha256);

  const demandSpace = async (request: CopyRequest, coming: number): Promise<void> => {
    const { free, size } = await disk(o.incomingDir);
    const reserve = Math.min(request.limits.reserveMegabytes * MEGABYTE, size / RESERVE_SHARE);
    if (free - coming < reserve) throw new CodedError('disk-full', 'not enough room on the disk', { name: request.name, free, needed: coming + reserve });
  };
  const demandSize = (request: CopyRequest, size: number): void => {
    const limit = request.limits.fileMegabytes * MEGABYTE;
    if (size > limit) throw new CodedError('file-too-large', 'the file is over the limit', { name: request.name, size, limit });
    const room = request.limits.libraryGigabytes * GIGABYTE;
    if (request.libraryBytes + size > room) throw new CodedError('library-full', 'the library is over its limit', { name: request.name, size, limit: room });
  };

  /** A rename is on the disk when its folder is. */
  const moveIn = async (partial: string, file: string): Promise<void> => {
    if (existsSync(file)) return;
    const dir = path.dirname(file);
    const made = await mkdir(dir, { recursive: true });
    if (made !== undefined) await syncFolder(o.libraryDir);
    await rename(partial, file);
    await syncFolder(dir);
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
    async adopt(copy, shelve, isOwned) {
      const file = fileOf(copy.sha256);
      arriving.set(copy.sha256, (arriving.get(copy.sha256) ?? 0) + 1);
      try {
        await moveIn(copy.partial, file);
        return shelve();
      } catch (error) {
        if (arriving.get(copy.sha256) === 1 && !isOwned()) rmSync(file, { force: true });
        throw fileProblem(error, path.basename(file));
      } finally {
        const left = (arriving.get(copy.sha256) ?? 1) - 1;
        if (left === 0) arriving.delete(copy.sha256);
        else arriving.set(copy.sha256, left);
        rmSync(copy.partial, { force: true });
      }
    },
    discard: (copy) => rm(copy.partial, { force: true }),
    fileOf,
    has: (sha256) => existsSync(fileOf(sha256)),
    remove(sha256) {
      if (!arriving.has(sha256)) rmSync(fileOf(sha256), { force: true });
    },
    originals() {
      if (!existsSync(o.libraryDir)) return [];
      return readdirSync(o.libraryDir, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() && SHA256.test(entry.name) ? [entry.name] : []));
    },
    judge(sha256) {
      const file = fileOf(sha256);
      const start = Buffer.alloc(SNIFF_BYTES);
      const descriptor = openSync(file, 'r');
      try {
        const read = readSync(descriptor, start, 0, SNIFF_BYTES, 0);
        return { sha256, size: fstatSync(descriptor).size, type: fileType(start.subarray(0, read), '') ?? 'txt' };
      } finally {
        closeSync(descriptor);
      }
    },
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

async function syncFolder(dir: string): Promise<void> {
  // Windows has no way to; there the file system's journal keeps the rename.
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function diskSpace(dir: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(dir);
  return { free: bavail * bsize, size: blocks * bsize };
}
