/** Watched folders: followed by the system's notices, with a scan at the start and now and then, since notices get lost. */
import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { CodedError, type WatchedFolder } from '../contract/index.ts';
import type { JobHandler, Jobs } from '../jobs/index.ts';
import type { Log } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { LibraryEvents } from './events.ts';
import type { FolderRow, FolderStore } from './folder-store.ts';
import { SCAN, ScanPayload } from './job-types.ts';
import type { PlaceStore } from './place-store.ts';
import { scanFolder } from './scan.ts';
import { iso } from './schema.ts';
import { fileKey } from './source-file.ts';

export interface Watching {
  folders(): WatchedFolder[];
  folder(id: string): WatchedFolder | undefined;
  /** @throws CodedError unknown-folder, conflict (inside or around a watched one) */
  add(path: string): Promise<WatchedFolder>;
  /** Its documents stay. @throws CodedError unknown-folder */
  remove(id: string): void;
  start(): void;
  stop(): void;
}

/** Notices come in swarms: the scan waits for a pause. */
const QUIET_MS = 400;
const SCAN_AGAIN_MS = 10 * 60_000;

export function createWatching(o: { storage: Storage; jobs: Jobs; folders: FolderStore; places: PlaceStore; catalogue: Catalogue; readEvents: () => LibraryEvents; log: Log }): Watching {
  const watchers = new Map<string, FSWatcher>();
  const timers = new Map<string, NodeJS.Timeout>();
  const states = new Map<string, WatchedFolder['state']>();
  /** Changed while it was being scanned. */
  const changed = new Set<string>();
  let started = false;

  const setState = (id: string, state: WatchedFolder['state']): void => {
    states.set(id, state);
    o.readEvents().folder(id);
  };
  const shown = (row: FolderRow): WatchedFolder => ({
    id: row.id,
    path: row.path,
    state: states.get(row.id) ?? 'watching',
    files: o.places.countWatched(row.id),
    addedAt: iso(row.added_at),
  });

  const scan: JobHandler<ReturnType<typeof ScanPayload.parse>> = {
    type: SCAN,
    queue: 'io',
    payload: ScanPayload,
    recovery: 'retry',
    async run({ payload, signal }) {
      const row = o.folders.get(payload.folderId);
      if (row === undefined) return;
      changed.delete(row.id);
      setState(row.id, 'scanning');
      const there = await scanFolder(row, o, signal);
      setState(row.id, there ? 'watching' : 'missing');
    },
    onFinal(_, { folderId }) {
      if (changed.delete(folderId)) enqueue(folderId);
    },
  };
  const enqueue = (id: string): void => {
    const row = o.folders.get(id);
    if (row === undefined) return;
    const job = o.jobs.enqueue({ type: SCAN, payload: { folderId: id }, subject: path.basename(row.path), uniqueKey: id, priority: -5 });
    if (job.state === 'running') changed.add(id);
  };
  const soon = (id: string, ms: number): void => {
    const before = timers.get(id);
    if (before !== undefined) clearTimeout(before);
    const timer = setTimeout(() => {
      if (!started) return;
      enqueue(id);
      soon(id, SCAN_AGAIN_MS);
    }, ms);
    timer.unref();
    timers.set(id, timer);
  };

  const follow = (row: FolderRow): void => {
    watchers.get(row.id)?.close();
    try {
      const watcher = watch(row.path, { recursive: true, persistent: false }, () => soon(row.id, QUIET_MS));
      watcher.on('error', (error) => {
        o.log.warn('a watched folder gives no notices', { id: row.id, error });
        watcher.close();
      });
      watchers.set(row.id, watcher);
    } catch (error) {
      // No notices here (a missing folder, too many watches): the scans now and then must do.
      o.log.warn('a folder cannot be watched', { id: row.id, error });
    }
    soon(row.id, 0);
  };

  o.jobs.register(scan);

  return {
    folders: () => o.folders.all().map(shown),
    folder(id) {
      const row = o.folders.get(id);
      return row === undefined ? undefined : shown(row);
    },
    async add(given) {
      const target = path.resolve(given);
      const found = await stat(target).catch(() => null);
      if (found === null || !found.isDirectory()) throw new CodedError('unknown-folder', 'there is no such folder', { path: target });
      for (const other of o.folders.all()) {
        if (other.path === target) return shown(other);
        if (isInside(other.path, target) || isInside(target, other.path)) throw new CodedError('conflict', 'a watched folder lies inside another', { path: target, watched: other.path });
      }
      const id = o.folders.add(target, fileKey(found));
      const row = o.folders.get(id);
      if (row === undefined) throw new CodedError('unknown-folder', 'the folder could not be kept', { path: target });
      states.set(id, 'scanning');
      if (started) follow(row);
      o.readEvents().folder(id);
      return shown(row);
    },
    remove(id) {
      if (o.folders.get(id) === undefined) throw new CodedError('unknown-folder', `there is no watched folder ${id}`, { id });
      watchers.get(id)?.close();
      watchers.delete(id);
      clearTimeout(timers.get(id));
      o.storage.transaction(() => {
        o.places.unwatch(id);
        o.folders.remove(id);
      });
    },
    start() {
      started = true;
      for (const row of o.folders.all()) follow(row);
    },
    stop() {
      started = false;
      for (const watcher of watchers.values()) watcher.close();
      for (const timer of timers.values()) clearTimeout(timer);
      watchers.clear();
      timers.clear();
    },
  };
}

function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
