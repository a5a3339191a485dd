/** Snapshots: whole, verified copies of the database in one folder, thinned with age. */
import Database from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { message, verifySnapshot, type Verdict } from './verify.ts';

const NAME = /^sova-(\d{13})\.db$/;
const DAY = 24 * 60 * 60 * 1000;
const KEEP_NEWEST = 4;
const KEEP_DAYS = 7;

export interface SnapshotFile {
  file: string;
  takenAt: number;
}

/** Newest first. */
export function listSnapshots(dir: string): SnapshotFile[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .flatMap((name) => {
      const takenAt = NAME.exec(name)?.[1];
      return takenAt === undefined ? [] : [{ file: path.join(dir, name), takenAt: Number(takenAt) }];
    })
    .toSorted((a, b) => b.takenAt - a.takenAt);
}

/** Which to delete: all but the newest four and the newest of each of the last seven days that have one. */
export function snapshotsToRemove(all: readonly SnapshotFile[]): SnapshotFile[] {
  const days = new Set<number>();
  return all.filter(({ takenAt }, index) => {
    const day = Math.floor(takenAt / DAY);
    const firstOfDay = !days.has(day) && days.size < KEEP_DAYS;
    if (firstOfDay) days.add(day);
    return index >= KEEP_NEWEST && !firstOfDay;
  });
}

/** While the application works: SQLite's backup API, a few pages at a time. */
export async function takeSnapshot(db: Database.Database, dir: string, now: number): Promise<string> {
  const { partial, file } = names(dir, now);
  await db.backup(partial);
  return keep(partial, file, dir);
}

/** At once, for a moment where nothing else may happen: before a migration, at the end. */
export function takeSnapshotNow(db: Database.Database, dir: string, now: number): string {
  const { partial, file } = names(dir, now);
  db.prepare('VACUUM INTO ?').run(partial);
  return keep(partial, file, dir);
}

function names(dir: string, now: number): { partial: string; file: string } {
  mkdirSync(dir, { recursive: true });
  let at = now;
  while (existsSync(path.join(dir, `sova-${String(at).padStart(13, '0')}.db`))) at += 1;
  const file = path.join(dir, `sova-${String(at).padStart(13, '0')}.db`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  return { partial, file };
}

/** A snapshot gets its name only when it is whole and on the disk. */
function keep(partial: string, file: string, dir: string): string {
  const verdict = makeStandalone(partial) ?? verifySnapshot(partial);
  if (verdict !== 'ok') {
    removeDatabase(partial);
    throw new Error(`the snapshot is not whole: ${verdict.damage}`);
  }
  sync(partial);
  renameSync(partial, file);
  sync(dir);
  for (const old of snapshotsToRemove(listSnapshots(dir))) removeDatabase(old.file);
  return file;
}

/** A copy keeps the journal mode of its original; one file that needs no other beside it is easier to move and to keep. */
function makeStandalone(file: string): Verdict | null {
  try {
    const copy = new Database(file);
    copy.pragma('journal_mode = DELETE');
    copy.close();
    return null;
  } catch (error) {
    return { damage: message(error) };
  }
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Forces a file or folder to the disk; folders can't be on Windows, where the rename itself is journalled. */
export function sync(target: string): void {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(target, 'r+');
  } catch {
    if (process.platform === 'win32') return;
    descriptor = openSync(target, 'r');
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
