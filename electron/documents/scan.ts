/** Compares a watched folder with what is known of it: new, changed, renamed and deleted files. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Jobs } from '../jobs/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { FolderRow } from './folder-store.ts';
import { COPY } from './job-types.ts';
import type { FoundPlace, PlaceStore } from './place-store.ts';
import type { PlaceRow } from './schema.ts';
import { fileKey, foundPlace } from './source-file.ts';
import { walk } from './tree.ts';

/** Reads no file's content. @returns false when the folder is not there: then nothing is taken away */
export async function scanFolder(folder: FolderRow, o: { jobs: Jobs; places: PlaceStore; catalogue: Catalogue }, signal: AbortSignal): Promise<boolean> {
  if (!(await isThere(folder))) return false;
  const missing = new Map(o.places.watched(folder.id).map((place) => [place.path ?? '', place]));
  const fresh: { found: FoundPlace; folder: string }[] = [];

  for await (const one of walk(folder.path, signal)) {
    if (one.kind === 'refused') {
      // What cannot be looked into is not gone.
      for (const known of missing.keys()) if (known === one.path || known.startsWith(one.path + path.sep)) missing.delete(known);
      continue;
    }
    const stats = await stat(one.path).catch(() => null);
    if (stats === null) continue;
    const found = foundPlace({ path: one.path, folder: one.folder, watchedFolderId: folder.id }, stats);
    const known = missing.get(one.path);
    missing.delete(one.path);
    if (known === undefined || known.size !== found.size || known.modified_at !== found.modifiedAt) fresh.push({ found, folder: one.folder });
  }
  if (!(await isThere(folder))) return false;

  for (const { found, folder: shownIn } of fresh) {
    const before = [...missing.values()].find((place) => isSameFile(place, found));
    if (before !== undefined) {
      missing.delete(before.path ?? '');
      o.catalogue.rename(before.id, found);
    } else if (found.path !== null) {
      const payload = { path: found.path, folder: shownIn, batchId: null, watchedFolderId: folder.id };
      o.jobs.enqueue({ type: COPY, payload, subject: found.name, uniqueKey: `${folder.id} ${found.path}` });
    }
  }
  for (const place of missing.values()) o.catalogue.vacate(place.id);
  return true;
}

async function isThere(folder: FolderRow): Promise<boolean> {
  try {
    const found = await stat(folder.path);
    return found.isDirectory() && fileKey(found) === folder.folder_key;
  } catch {
    return false;
  }
}

function isSameFile(place: PlaceRow, found: FoundPlace): boolean {
  return place.file_key === found.fileKey && place.size === found.size && place.modified_at === found.modifiedAt;
}
