/** What happens to a damaged database: set aside, never deleted, and the newest good snapshot comes back. */
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { listSnapshots, sync } from './snapshots.ts';
import { verifySnapshot } from './verify.ts';

/** Something a person should be told about their data after a start. */
export interface StorageNotice {
  /** `restored`: a snapshot came back. `started-empty`: there was none. */
  kind: 'restored' | 'started-empty';
  damage: string;
  /** Where the damaged file lies now; null when it was gone altogether. */
  setAside: string | null;
  /** ms; what was written after this may be missing. */
  snapshotTakenAt: number | null;
  /** Rows per table in the damaged file and after; `before` is null where it could not be read. */
  tables: readonly { table: string; before: number | null; after: number }[];
}

/** Replaces `file` as described; afterwards it is either whole or not there. */
export function restore(o: { file: string; snapshotsDir: string; damage: string; now: number }): StorageNotice {
  const before = countRows(o.file);
  const setAside = moveAside(o.file, o.now);
  const snapshot = listSnapshots(o.snapshotsDir).find(({ file }) => verifySnapshot(file) === 'ok');
  if (snapshot === undefined) {
    const tables = [...before].map(([table, count]) => ({ table, before: count, after: 0 }));
    return { kind: 'started-empty', damage: o.damage, setAside, snapshotTakenAt: null, tables };
  }
  const partial = `${o.file}.restoring`;
  copyFileSync(snapshot.file, partial);
  sync(partial);
  renameSync(partial, o.file);
  sync(path.dirname(o.file));
  const tables = [...countRows(o.file)].map(([table, after]) => ({ table, before: before.get(table) ?? null, after: after ?? 0 }));
  return { kind: 'restored', damage: o.damage, setAside, snapshotTakenAt: snapshot.takenAt, tables };
}

/** Moves the database and its journal together: the journal may hold what the file lacks. */
function moveAside(file: string, now: number): string | null {
  const dir = path.join(path.dirname(file), 'damaged');
  const target = path.join(dir, `${path.basename(file, '.db')}-${now}.db`);
  let moved: string | null = null;
  for (const suffix of ['', '-wal', '-shm']) {
    if (!existsSync(file + suffix)) continue;
    mkdirSync(dir, { recursive: true });
    renameSync(file + suffix, target + suffix);
    if (suffix === '') moved = target;
  }
  return moved;
}

/** Best effort on a file that may be damaged anywhere. */
function countRows(file: string): Map<string, number | null> {
  const counts = new Map<string, number | null>();
  let db: Database.Database;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
  } catch {
    return counts;
  }
  try {
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").all();
    for (const { name } of tables) counts.set(name, countTable(db, name));
  } catch {
    // Not even the list of tables can be read: nothing to compare with.
  } finally {
    db.close();
  }
  return counts;
}

function countTable(db: Database.Database, table: string): number | null {
  try {
    return Number(db.prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`).pluck().get());
  } catch {
    return null;
  }
}
