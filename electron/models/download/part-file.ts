/** A file on its way: its bytes, and beside it which of its pieces are there. A kill loses at most the pieces under way. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { RemoteFile } from './hub.ts';

const PIECE_BYTES = 8 * 1024 * 1024;

const State = z.object({ bytes: z.number(), sha256: z.string().nullable(), version: z.string().nullable(), pieceBytes: z.number(), done: z.array(z.number().int()) });

export interface PartFile {
  /** Pieces still to fetch, by number. */
  missing(): number[];
  doneBytes(): number;
  range(piece: number): { start: number; end: number };
  write(position: number, bytes: Uint8Array): Promise<void>;
  /** The piece is whole and on disk. */
  finish(piece: number): Promise<void>;
  sha256(): Promise<string>;
  /** Puts the finished file in its place. */
  moveTo(target: string): Promise<void>;
  close(): Promise<void>;
}

/** Goes on where an earlier attempt at the same content ended; other content starts anew. */
export async function openPartFile(file: string, remote: RemoteFile, pieceBytes = PIECE_BYTES): Promise<PartFile> {
  await mkdir(path.dirname(file), { recursive: true });
  const stateFile = `${file}.state`;
  const known = await readState(stateFile);
  const same = known !== null && known.bytes === remote.bytes && known.sha256 === remote.sha256 && known.version === remote.version && known.pieceBytes === pieceBytes;
  if (!same) await removePartFile(file);
  const done = new Set(same ? known.done : []);
  const handle = await openForWriting(file, remote.bytes);
  const pieces = Math.ceil(remote.bytes / pieceBytes);
  const range = (piece: number) => ({ start: piece * pieceBytes, end: Math.min(remote.bytes, (piece + 1) * pieceBytes) });
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    await handle.datasync();
    const { bytes, sha256, version } = remote;
    await writeFile(`${stateFile}.new`, JSON.stringify({ bytes, sha256, version, pieceBytes, done: [...done] } satisfies z.infer<typeof State>));
    await rename(`${stateFile}.new`, stateFile);
  }

  return {
    missing: () => Array.from({ length: pieces }, (_, piece) => piece).filter((piece) => !done.has(piece)),
    doneBytes: () => [...done].reduce((sum, piece) => sum + range(piece).end - range(piece).start, 0),
    range,
    async write(position, bytes) {
      await handle.write(bytes, 0, bytes.length, position);
    },
    async finish(piece) {
      done.add(piece);
      saving = saving.then(save, save);
      await saving;
    },
    async sha256() {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(file)) hash.update(chunk);
      return hash.digest('hex');
    },
    async moveTo(target) {
      await handle.close();
      await mkdir(path.dirname(target), { recursive: true });
      await rename(file, target);
      await rm(stateFile, { force: true });
    },
    close: () => handle.close(),
  };
}

export async function removePartFile(file: string): Promise<void> {
  for (const name of [file, `${file}.state`, `${file}.state.new`]) await rm(name, { force: true });
}

async function openForWriting(file: string, bytes: number): Promise<FileHandle> {
  const handle = await open(file, 'a').then(async (made) => {
    await made.close();
    return open(file, 'r+');
  });
  await handle.truncate(bytes);
  return handle;
}

async function readState(file: string): Promise<z.infer<typeof State> | null> {
  try {
    return State.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
