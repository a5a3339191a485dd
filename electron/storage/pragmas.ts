/** The settings our durability rests on: set, then read back. */
import type { Database } from 'better-sqlite3';
import { StorageRefused } from './refused.ts';

/** 'SOVA' as a number in the file's header: whose file this is. */
export const APPLICATION_ID = 0x534f5641;

/** Before this a checkpoint could lose pages (sqlite.org/changes.html, 3.51.3). */
const OLDEST_SQLITE = '3.51.3';

const WANTED: readonly { name: string; set: string; read: string | number }[] = [
  { name: 'journal_mode', set: 'WAL', read: 'wal' },
  { name: 'synchronous', set: 'FULL', read: 2 },
  { name: 'foreign_keys', set: 'ON', read: 1 },
  { name: 'busy_timeout', set: '5000', read: 5000 },
  { name: 'trusted_schema', set: 'OFF', read: 0 },
  { name: 'fullfsync', set: 'ON', read: 1 },
  { name: 'checkpoint_fullfsync', set: 'ON', read: 1 },
  { name: 'application_id', set: String(APPLICATION_ID), read: APPLICATION_ID },
];

/** @throws StorageRefused when the SQLite inside is too old */
export function requireSqlite(version: string): void {
  if (isOlder(version, OLDEST_SQLITE)) {
    throw new StorageRefused('sqlite-too-old', `SQLite ${version} is older than ${OLDEST_SQLITE}`, { version, oldest: OLDEST_SQLITE });
  }
}

export function sqliteVersion(db: Database): string {
  return String(db.prepare('SELECT sqlite_version()').pluck().get());
}

/** @throws StorageRefused when a setting did not take: the file system or the build does not support it */
export function applyPragmas(db: Database): void {
  for (const { name, set } of WANTED) db.pragma(`${name} = ${set}`);
  for (const { name, read } of WANTED) {
    const found: unknown = db.pragma(name, { simple: true });
    if (found !== read) throw new StorageRefused('pragma-differs', `${name} is ${String(found)}, not ${read}`, { pragma: name, found, wanted: read });
  }
}

/** Compares dotted versions number by number. */
export function isOlder(version: string, than: string): boolean {
  const left = version.split('.').map(Number);
  const right = than.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
