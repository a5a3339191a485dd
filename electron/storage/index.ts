/** The core's database: opened safely, migrated, snapshotted, restored when damaged. */
import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../log/index.ts';
import { migrate, needsMigration, type RoomSchema } from './migrate.ts';
import { APPLICATION_ID, applyPragmas, requireSqlite, sqliteVersion } from './pragmas.ts';
import { StorageRefused } from './refused.ts';
import { restore, type StorageNotice } from './restore.ts';
import { listSnapshots, takeSnapshot, takeSnapshotNow } from './snapshots.ts';
import { message, verifyHeader, verifyOpened, type Verdict } from './verify.ts';

export { storageProblem } from './problem.ts';
export type { StorageRefused, RefusalReason } from './refused.ts';
export type { RoomSchema } from './migrate.ts';
export type { StorageNotice } from './restore.ts';

export interface Storage {
  readonly db: Database.Database;
  /**
   * All or nothing, in one `BEGIN IMMEDIATE`; nested calls join. `fn` is synchronous.
   * `durable: false` spares the wait for the disk: a power cut may undo the newest of these (never a kill, never out of
   * order), so it is for steps that are simply done again.
   */
  transaction<T>(fn: () => T, o?: { durable: boolean }): T;
  /** Takes and verifies a snapshot; resolves with its file. */
  snapshot(): Promise<string>;
  /** What happened to the data at this start. */
  readonly notices: readonly StorageNotice[];
  /** Takes a last snapshot when something changed since the last one. */
  close(): void;
}

const SNAPSHOT_EVERY_MS = 15 * 60 * 1000;

/**
 * Opens or makes the database.
 * @param o.schemas every room's schema; one unknown step in the file refuses to start
 * @throws StorageRefused
 */
export function openStorage(o: { file: string; snapshotsDir: string; schemas: readonly RoomSchema[]; log: Log; clock?: () => number }): Storage {
  const clock = o.clock ?? Date.now;
  mkdirSync(path.dirname(o.file), { recursive: true });
  clearPartials(o.snapshotsDir);
  const { db, notices } = openWhole(o, clock);
  try {
    prepare(db, o, clock);
  } catch (error) {
    db.close();
    throw error;
  }
  for (const notice of notices) o.log.error('the database was damaged', { ...notice });

  let changesAtSnapshot = totalChanges(db);
  let running: Promise<string> | null = null;
  const snapshot = (): Promise<string> => {
    running ??= takeSnapshot(db, o.snapshotsDir, clock()).finally(() => {
      running = null;
    });
    changesAtSnapshot = totalChanges(db);
    return running;
  };
  const timer = setInterval(() => {
    if (totalChanges(db) === changesAtSnapshot) return;
    snapshot().catch((error: unknown) => o.log.error('a snapshot failed', { error }));
  }, SNAPSHOT_EVERY_MS);
  timer.unref();

  return {
    db,
    transaction(fn, options) {
      if (options?.durable !== false || db.inTransaction) return db.transaction(fn).immediate();
      db.pragma('synchronous = NORMAL');
      try {
        return db.transaction(fn).immediate();
      } finally {
        db.pragma('synchronous = FULL');
      }
    },
    snapshot,
    notices,
    close() {
      clearInterval(timer);
      if (!db.open) return;
      try {
        if (totalChanges(db) !== changesAtSnapshot) takeSnapshotNow(db, o.snapshotsDir, clock());
      } catch (error) {
        o.log.error('the last snapshot failed', { error });
      }
      db.close();
    },
  };
}

/** Opens the file, or what a snapshot brings back in its place. */
function openWhole(o: { file: string; snapshotsDir: string; log: Log }, clock: () => number): { db: Database.Database; notices: StorageNotice[] } {
  if (!existsSync(o.file) && listSnapshots(o.snapshotsDir).length === 0) return { db: new Database(o.file), notices: [] };
  const first = tryOpen(o.file);
  if ('db' in first) return { db: first.db, notices: [] };
  const notice = restore({ file: o.file, snapshotsDir: o.snapshotsDir, damage: first.damage, now: clock() });
  const second = notice.kind === 'restored' ? tryOpen(o.file) : { db: new Database(o.file) };
  if ('db' in second) return { db: second.db, notices: [notice] };
  throw new StorageRefused('unreadable', `the restored snapshot cannot be opened: ${second.damage}`, { file: o.file });
}

function tryOpen(file: string): { db: Database.Database } | { damage: string } {
  if (!existsSync(file)) return { damage: 'the file is gone' };
  const header = verifyHeader(file);
  if (header !== 'ok') return header;
  let db: Database.Database | null = null;
  let verdict: Verdict;
  try {
    db = new Database(file, { fileMustExist: true });
    verdict = verifyOpened(db);
    if (verdict === 'ok') return { db };
  } catch (error) {
    // A lack of rights is not damage: nothing may be set aside for it.
    if (isAccessProblem(error)) throw new StorageRefused('unreadable', `the database cannot be opened: ${message(error)}`, { file });
    verdict = { damage: message(error) };
  }
  db?.close();
  return verdict;
}

function prepare(db: Database.Database, o: { snapshotsDir: string; schemas: readonly RoomSchema[] }, clock: () => number): void {
  requireSqlite(sqliteVersion(db));
  const empty = db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
  const owner: unknown = db.pragma('application_id', { simple: true });
  if (!empty && owner !== APPLICATION_ID) throw new StorageRefused('foreign-file', 'the database belongs to another application', { applicationId: owner });
  applyPragmas(db);
  if (!needsMigration(db, o.schemas)) return;
  if (!empty) takeSnapshotNow(db, o.snapshotsDir, clock());
  migrate(db, o.schemas);
}

function clearPartials(dir: string): void {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) if (name.includes('.partial')) rmSync(path.join(dir, name), { force: true });
}

function totalChanges(db: Database.Database): number {
  return Number(db.prepare('SELECT total_changes()').pluck().get());
}

function isAccessProblem(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(E(ACCES|PERM|ROFS|BUSY|MFILE|IO)|SQLITE_(CANTOPEN|READONLY|PERM|BUSY|LOCKED|IOERR|FULL|NOMEM))/.test(code);
}
