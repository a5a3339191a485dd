/** Whether a database file is whole, judged by SQLite itself on a connection of its own. */
import Database from 'better-sqlite3';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { APPLICATION_ID } from './pragmas.ts';

/** 'ok', or what is wrong in SQLite's words. */
export type Verdict = 'ok' | { damage: string };

const HEADER = Buffer.from('SQLite format 3\0');

/** Full check of a closed snapshot: integrity, and that it is ours. */
export function verifySnapshot(file: string): Verdict {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return { damage: 'application id differs' };
      return verdict(db.pragma('integrity_check(5)', { simple: true }));
    } finally {
      db.close();
    }
  } catch (error) {
    return { damage: message(error) };
  }
}

/** Check of an opened database; the structure of every page, not the order of every index. */
export function verifyOpened(db: Database.Database): Verdict {
  try {
    return verdict(db.pragma('quick_check(5)', { simple: true }));
  } catch (error) {
    return { damage: message(error) };
  }
}

/** Damage that is visible without opening; an empty file is what a lost write leaves. */
export function verifyHeader(file: string): Verdict {
  if (statSync(file).size === 0) return { damage: 'the file is empty' };
  const start = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start, 0, HEADER.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return start.equals(HEADER) ? 'ok' : { damage: 'the header is not that of a database' };
}

export function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function verdict(answer: unknown): Verdict {
  return answer === 'ok' ? 'ok' : { damage: String(answer) };
}
