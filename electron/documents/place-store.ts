/** Statements on places: where the bytes of a document were found. */
import { uuidv7 } from 'uuidv7';
import type { Storage } from '../storage/index.ts';
import type { PlaceRow } from './schema.ts';

export type PlaceStore = ReturnType<typeof createPlaceStore>;

/** A file as it was found, or an upload (no path). */
export interface FoundPlace {
  name: string;
  folder: string;
  path: string | null;
  fileKey: string | null;
  size: number;
  modifiedAt: number | null;
  watchedFolderId: string | null;
}

export function createPlaceStore({ db }: Storage, now: () => number) {
  const byId = db.prepare<[string], PlaceRow>('SELECT * FROM places WHERE id = ?');
  const byPath = db.prepare<[string], PlaceRow>('SELECT * FROM places WHERE path = ?');
  const upload = db.prepare<[string, string, string], PlaceRow>('SELECT * FROM places WHERE document_id = ? AND name = ? AND folder = ? AND path IS NULL');
  const insert = db.prepare(
    `INSERT INTO places (id, document_id, name, folder, path, file_key, size, modified_at, watched_folder_id, added_at)
     VALUES (@id, @documentId, @name, @folder, @path, @fileKey, @size, @modifiedAt, @watchedFolderId, @now)`,
  );
  const refresh = db.prepare(
    `UPDATE places SET name = @name, folder = @folder, path = @path, file_key = @fileKey, size = @size, modified_at = @modifiedAt,
       watched_folder_id = coalesce(@watchedFolderId, watched_folder_id) WHERE id = @id`,
  );
  const setContent = db.prepare('UPDATE places SET document_id = ?, next_document_id = NULL WHERE id = ?');
  const setNext = db.prepare('UPDATE places SET next_document_id = ? WHERE id = ?');
  const comingTo = db.prepare<[string], PlaceRow>('SELECT * FROM places WHERE next_document_id = ?');
  const dropNext = db.prepare('UPDATE places SET next_document_id = NULL WHERE next_document_id = ?');
  const dismissWatched = db.prepare('UPDATE places SET document_id = NULL, next_document_id = NULL WHERE document_id = ? AND watched_folder_id IS NOT NULL');
  const removeOf = db.prepare('DELETE FROM places WHERE document_id = ?');
  const remove = db.prepare('DELETE FROM places WHERE id = ?');
  const used = db.prepare('SELECT count(*) FROM places WHERE document_id = ? OR next_document_id = ?').pluck();
  const watched = db.prepare<[string], PlaceRow>('SELECT * FROM places WHERE watched_folder_id = ?');
  const countWatched = db.prepare('SELECT count(*) FROM places WHERE watched_folder_id = ? AND document_id IS NOT NULL').pluck();
  const unwatch = db.prepare('UPDATE places SET watched_folder_id = NULL WHERE watched_folder_id = ?');
  const forgetDismissed = db.prepare('DELETE FROM places WHERE watched_folder_id = ? AND document_id IS NULL');

  return {
    get: (id: string) => byId.get(id),
    byPath: (path: string) => byPath.get(path),
    upload: (documentId: string, name: string, folder: string) => upload.get(documentId, name, folder),
    add(documentId: string, found: FoundPlace): string {
      const id = uuidv7();
      insert.run({ id, documentId, ...found, now: now() });
      return id;
    },
    /** Same place, found again, perhaps renamed. */
    refresh: (id: string, found: FoundPlace) => void refresh.run({ id, ...found }),
    setContent: (id: string, documentId: string) => void setContent.run(documentId, id),
    setNext: (id: string, documentId: string) => void setNext.run(documentId, id),
    comingTo: (documentId: string) => comingTo.all(documentId),
    /** The person removed the document: watched files stay known, so that the next scan does not bring it back. */
    leave(documentId: string): void {
      dropNext.run(documentId);
      dismissWatched.run(documentId);
      removeOf.run(documentId);
    },
    remove: (id: string) => void remove.run(id),
    count: (documentId: string) => Number(used.get(documentId, documentId)),
    watched: (folderId: string) => watched.all(folderId),
    countWatched: (folderId: string) => Number(countWatched.get(folderId)),
    unwatch(folderId: string): void {
      forgetDismissed.run(folderId);
      unwatch.run(folderId);
    },
  };
}
