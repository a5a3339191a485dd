import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/index.ts';
import { openStorage, type RoomSchema, type Storage } from './index.ts';
import { isOlder, requireSqlite } from './pragmas.ts';
import { snapshotsToRemove } from './snapshots.ts';

const NOTES: RoomSchema = { room: 'notes', steps: ['CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT'] };
const DAY = 24 * 60 * 60 * 1000;

let dir: string;
let file: string;
let snapshotsDir: string;
let open: Storage[];
let now: number;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova baza đ-'));
  file = path.join(dir, 'sova.db');
  snapshotsDir = path.join(dir, 'snapshots');
  open = [];
  now = Date.UTC(2026, 0, 1);
});
afterEach(() => {
  for (const storage of open) storage.db.close();
  rmSync(dir, { recursive: true, force: true });
});

function start(...schemas: RoomSchema[]): Storage {
  const storage = openStorage({ file, snapshotsDir, schemas: schemas.length === 0 ? [NOTES] : schemas, log: silentLog, clock: () => now });
  open.push(storage);
  return storage;
}
const write = (storage: Storage, text: string): void => void storage.db.prepare('INSERT INTO notes (text) VALUES (?)').run(text);
const texts = (storage: Storage): unknown[] => storage.db.prepare('SELECT text FROM notes ORDER BY id').pluck().all();
const snapshots = (): string[] => (existsSync(snapshotsDir) ? readdirSync(snapshotsDir) : []);
const dropWal = (): void => ['-wal', '-shm'].forEach((suffix) => rmSync(file + suffix, { force: true }));

describe('opening', () => {
  it('sets what durability rests on', () => {
    const { db } = start();
    const read = (name: string): unknown => db.pragma(name, { simple: true });
    expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema'].map(read)).toEqual(['wal', 2, 1, 5000, 0]);
  });

  it('refuses a setting that does not take', () => {
    expect(() => openStorage({ file: ':memory:', snapshotsDir, schemas: [], log: silentLog })).toThrow(expect.objectContaining({ name: 'StorageRefused', reason: 'pragma-differs', details: { pragma: 'journal_mode', found: 'memory', wanted: 'wal' } }));
  });

  it('refuses a file of another application, and leaves it alone', () => {
    const other = new Database(file);
    other.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
    other.close();
    const before = readFileSync(file);
    expect(() => start()).toThrow(expect.objectContaining({ reason: 'foreign-file' }));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each([
    ['3.51.3', '3.51.3', false],
    ['3.51.2', '3.51.3', true],
    ['3.9.0', '3.51.3', true],
    ['3.54', '3.51.3', false],
    ['4.0.0', '3.51.3', false],
  ])('%s before %s: %s', (version, than, older) => {
    expect(isOlder(version, than)).toBe(older);
  });

  it('refuses a SQLite that loses pages', () => {
    expect(() => requireSqlite('3.46.0')).toThrow(expect.objectContaining({ reason: 'sqlite-too-old' }));
  });
});

describe('transactions', () => {
  it('are all or nothing, nested too', () => {
    const storage = start();
    expect(() =>
      storage.transaction(() => {
        write(storage, 'outer');
        expect(() =>
          storage.transaction(() => {
            write(storage, 'inner');
            throw new Error('inner');
          }),
        ).toThrow('inner');
        write(storage, 'kept');
        throw new Error('outer');
      }),
    ).toThrow('outer');
    expect(texts(storage)).toEqual([]);
  });
});

describe('a transaction that need not be durable', () => {
  it('leaves the next one durable, also when it fails', () => {
    const storage = start();
    const synchronous = (): unknown => storage.db.pragma('synchronous', { simple: true });
    const inside = storage.transaction(() => (write(storage, 'a'), synchronous()), { durable: false });
    expect(() => storage.transaction(() => expect(synchronous()).toBe('no'), { durable: false })).toThrow(/expected 1 to be 'no'/);
    expect([inside, synchronous()]).toEqual([1, 2]);
    expect(storage.transaction(() => storage.transaction(synchronous, { durable: false }))).toBe(2);
    expect(texts(storage)).toEqual(['a']);
  });
});

describe('schemas', () => {
  const second: RoomSchema = { room: 'notes', steps: [...NOTES.steps, "ALTER TABLE notes ADD COLUMN mark TEXT NOT NULL DEFAULT 'x'"] };

  it('grow by what is missing, after a snapshot of what was', () => {
    const first = start();
    write(first, 'before');
    first.db.close();
    const { db } = start(second);
    expect(db.prepare('SELECT text, mark FROM notes').all()).toEqual([{ text: 'before', mark: 'x' }]);
    expect(snapshots()).toHaveLength(1);
    const copy = new Database(path.join(snapshotsDir, snapshots()[0] ?? ''), { readonly: true });
    expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ id: 1, text: 'before' }]);
    copy.close();
  });

  it('of a new room join an old file', () => {
    start().db.close();
    const { db } = start(NOTES, { room: 'more', steps: ['CREATE TABLE more (a)'] });
    expect(db.prepare('SELECT room, version FROM room_schemas ORDER BY room').all()).toEqual([
      { room: 'more', version: 1 },
      { room: 'notes', version: 1 },
    ]);
  });

  it('that fail half-way leave the old one', () => {
    start().db.close();
    const broken: RoomSchema = { room: 'notes', steps: [...NOTES.steps, 'CREATE TABLE half (a)', 'CREATE TABLE notes (clash)'] };
    expect(() => start(broken)).toThrow(/already exists/);
    const { db } = start();
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined();
  });

  it('newer than the application are refused, and nothing is changed', () => {
    start(second).db.close();
    expect(() => start()).toThrow(expect.objectContaining({ reason: 'newer-schema', details: { room: 'notes', found: 2, known: 1 } }));
    expect(start(second).notices).toEqual([]);
  });
});

describe('snapshots', () => {
  it('hold what was committed while they were taken', async () => {
    const storage = start();
    write(storage, 'a');
    const taken = await storage.snapshot();
    write(storage, 'b');
    const copy = new Database(taken, { readonly: true });
    expect(copy.prepare('SELECT text FROM notes').pluck().all()).toEqual(['a']);
    copy.close();
    expect(snapshots()).toHaveLength(1);
  });

  it('asked for twice at once are one', async () => {
    const storage = start();
    const [a, b] = await Promise.all([storage.snapshot(), storage.snapshot()]);
    expect(a).toBe(b);
  });

  it('are taken at the end when something changed, and only then', () => {
    const first = start();
    write(first, 'a');
    first.close();
    expect(snapshots()).toHaveLength(1);
    start().close();
    expect(snapshots()).toHaveLength(1);
  });

  it('half-written by a crash are cleared', () => {
    const storage = start();
    write(storage, 'a');
    storage.close();
    writeFileSync(path.join(snapshotsDir, 'sova-0000000000001.db.partial'), 'half');
    start();
    expect(snapshots()).toEqual([`sova-${now}.db`]);
  });

  it('are thinned: the newest four, and one a day for a week', () => {
    const at = (ms: number) => ({ file: String(ms), takenAt: ms });
    const newestDay = [20.9, 20.8, 20.7, 20.6, 20.5, 20.4].map((day) => at(day * DAY));
    const older = [19.5, 19.4, 18.5, 17.5, 16.5, 15.5, 14.5, 13.5, 12.5].map((day) => at(day * DAY));
    expect(snapshotsToRemove([...newestDay, ...older]).map(({ takenAt }) => takenAt / DAY)).toEqual([20.5, 20.4, 19.4, 13.5, 12.5]);
  });
});

describe('damage', () => {
  /** A database with a snapshot of 'saved' and a later 'lost', closed as a kill leaves it. */
  const prepare = async (): Promise<void> => {
    const storage = start();
    storage.transaction(() => {
      for (let n = 0; n < 500; n += 1) write(storage, `filling ${n} ${'x'.repeat(200)}`);
    });
    storage.db.exec('DELETE FROM notes');
    write(storage, 'saved');
    await storage.snapshot();
    write(storage, 'lost');
    storage.db.pragma('wal_checkpoint(TRUNCATE)');
    storage.db.close();
    now += DAY;
  };
  const overwrite = (offset: number, bytes: Buffer): void => {
    const content = readFileSync(file);
    bytes.copy(content, offset);
    writeFileSync(file, content);
  };

  it.each<[string, () => void]>([
    ['an overwritten header', () => overwrite(0, Buffer.alloc(100, 0xff))],
    ['an emptied file', () => truncateSync(file, 0)],
    ['a file cut in the middle', () => truncateSync(file, 6000)],
    ['a root page full of noise', () => overwrite(4096, Buffer.alloc(4096, 0xa5))],
    ['the schema page full of noise', () => overwrite(100, Buffer.alloc(3000, 0xa5))],
    ['a lost file', () => rmSync(file)],
  ])('%s: the newest good snapshot comes back, the rest is set aside, and it is said', async (_, damage) => {
    await prepare();
    damage();
    dropWal();
    const lost = !existsSync(file);
    const storage = start();
    expect(texts(storage)).toEqual(['saved']);
    expect(storage.notices).toMatchObject([{ kind: 'restored', snapshotTakenAt: now - DAY }]);
    const [notice] = storage.notices;
    expect(notice?.damage).not.toBe('');
    expect(notice?.tables).toContainEqual(expect.objectContaining({ table: 'notes', after: 1 }));
    expect(notice?.setAside === null).toBe(lost);
    if (notice?.setAside) expect(existsSync(notice.setAside)).toBe(true);
    storage.db.close();
    expect(start().notices).toEqual([]);
  });

  it('a damaged snapshot is passed over', async () => {
    await prepare();
    const storage = start();
    await storage.snapshot();
    storage.db.close();
    const newest = snapshots().toSorted().at(-1) ?? '';
    writeFileSync(path.join(snapshotsDir, newest), 'noise');
    overwrite(0, Buffer.alloc(100, 0xff));
    dropWal();
    expect(texts(start())).toEqual(['saved']);
  });

  it('without any snapshot starts empty, keeps the damaged file, and says so', () => {
    start().db.close();
    dropWal();
    truncateSync(file, 50);
    const storage = start();
    expect(texts(storage)).toEqual([]);
    expect(storage.notices).toMatchObject([{ kind: 'started-empty', setAside: expect.stringContaining('damaged') }]);
  });

  it('names how many rows may be missing where the old file can still be counted', async () => {
    await prepare();
    const storage = start();
    storage.db.close();
    // An orphaned page: everything can be read, the check still fails.
    const content = readFileSync(file);
    content.writeUInt32BE(content.readUInt32BE(28) + 1, 28);
    writeFileSync(file, Buffer.concat([content, Buffer.alloc(4096)]));
    dropWal();
    const [notice] = start().notices;
    expect(notice?.tables).toContainEqual({ table: 'notes', before: 2, after: 1 });
  });
});

describe('a kill', () => {
  it('loses nothing that was committed', async () => {
    start().db.close();
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures/writer.ts'), file, snapshotsDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.split('\n').length > 50) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.once('close', resolve));
    const acknowledged = said.split('\n').slice(0, -1);
    const storage = start();
    expect(storage.notices).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    expect(texts(storage)).toEqual(expect.arrayContaining(acknowledged));
    expect(storage.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});
