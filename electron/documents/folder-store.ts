/** Statements on watched folders. */
import { uuidv7 } from 'uuidv7';
import type { Storage } from '../storage/index.ts';

export interface FolderRow {
  id: string;
  path: string;
  /** Device and inode: another disk mounted here, or none, is not this folder. */
  folder_key: string;
  added_at: number;
}

export type FolderStore = ReturnType<typeof createFolderStore>;

export function createFolderStore({ db }: Storage, now: () => number) {
  const all = db.prepare<[], FolderRow>('SELECT * FROM watched_folders ORDER BY added_at, id');
  const byId = db.prepare<[string], FolderRow>('SELECT * FROM watched_folders WHERE id = ?');
  const insert = db.prepare('INSERT INTO watched_folders (id, path, folder_key, added_at) VALUES (?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM watched_folders WHERE id = ?');
  return {
    all: () => all.all(),
    get: (id: string) => byId.get(id),
    add(path: string, folderKey: string): string {
      const id = uuidv7();
      insert.run(id, path, folderKey, now());
      return id;
    },
    remove: (id: string) => void remove.run(id),
  };
}
