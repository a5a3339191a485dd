/** One running instance owns a data directory; what a dead one left behind is cleared away. */
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { killTree, processStart } from './process-tree.ts';
import { parseJson } from './ready.ts';

const Process = z.object({ pid: z.number().int().positive(), start: z.string().min(1) });
const Record = z.object({ instance: z.string(), owner: Process, url: z.string().nullable(), children: z.array(Process) });
type Record = z.infer<typeof Record>;
export type ProcessIdentity = z.infer<typeof Process>;

/** Where the system does not say when a process began, its pid alone must do. */
const UNKNOWN_START = 'unknown';
const DOOR_MS = 10_000;
const DOOR_AGAIN_MS = 20;

export interface OwnerLock {
  readonly instance: string;
  /** What a second start needs to open this one. */
  describe(o: { url: string }): void;
  /** The children alive now: should we be killed, the next start ends exactly these. */
  setChildren(children: readonly ProcessIdentity[]): void;
  release(): void;
}

/** The directory belongs to a running instance. */
export class OwnedByOther extends Error {
  readonly pid: number;
  readonly url: string | null;

  constructor(pid: number, url: string | null) {
    super(`the data directory is in use by process ${pid}`);
    this.name = 'OwnedByOther';
    this.pid = pid;
    this.url = url;
  }
}

/**
 * Takes `<dataDir>/owner.lock`. A record of a process that is gone, or whose pid another process has now, is taken over.
 * @throws OwnedByOther
 */
export async function takeOwnerLock(dataDir: string): Promise<OwnerLock> {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'owner.lock');
  const self = { pid: process.pid, start: (await processStart(process.pid)) ?? UNKNOWN_START };
  let record: Record = { instance: randomUUID(), owner: self, url: null, children: [] };

  const leaveDoor = await enterDoor(path.join(dataDir, 'owner.door'));
  try {
    const found = read(file);
    if (found !== null) {
      if (await isAlive(found.owner)) throw new OwnedByOther(found.owner.pid, found.url);
      for (const orphan of found.children) if (await isAlive(orphan)) await killTree(orphan.pid);
    }
    write(file, record);
  } finally {
    leaveDoor();
  }

  const update = (change: Partial<Record>): void => {
    record = { ...record, ...change };
    if (read(file)?.instance === record.instance) write(file, record);
  };
  return {
    instance: record.instance,
    describe: ({ url }) => update({ url }),
    setChildren: (children) => update({ children: [...children] }),
    release() {
      if (read(file)?.instance === record.instance) rmSync(file, { force: true });
    },
  };
}

async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  if (identity.start !== UNKNOWN_START) return (await processStart(identity.pid)) === identity.start;
  try {
    return process.kill(identity.pid, 0);
  } catch {
    return false;
  }
}

/** Two starts judge a record one after the other: the system's lock on this file ends with its process, whatever happens. */
async function enterDoor(file: string): Promise<() => void> {
  const door = new Database(file, { timeout: 0 });
  const until = performance.now() + DOOR_MS;
  for (;;) {
    try {
      door.exec('BEGIN EXCLUSIVE');
      return () => door.close();
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > until) {
        door.close();
        throw error;
      }
      await delay(DOOR_AGAIN_MS);
    }
  }
}

/** null: nobody's, or unreadable because it was never finished. */
function read(file: string): Record | null {
  try {
    const parsed = Record.safeParse(parseJson(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Readable by its owner only: the link may carry a key. */
function write(file: string, record: Record): void {
  const partial = `${file}.${record.instance}`;
  writeFileSync(partial, JSON.stringify(record), { mode: 0o600 });
  renameSync(partial, file);
}
