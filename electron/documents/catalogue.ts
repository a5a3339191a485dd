/**
 * The rules of the library: what documents and places become when files come, change, or go.
 * Every method is one transaction, so a crash leaves either all of it or none.
 */
import type { Document } from '../contract/index.ts';
import type { DocumentSummary } from '../engine/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Storage } from '../storage/index.ts';
import type { BatchStore } from './batch-store.ts';
import type { DocumentStore } from './document-store.ts';
import type { LibraryEvents } from './events.ts';
import { FORGET } from './job-types.ts';
import type { Copy, Library } from './library.ts';
import type { FoundPlace, PlaceStore } from './place-store.ts';
import type { Reading } from './reading.ts';
import type { DocumentRow } from './schema.ts';
import { fold, sortKey } from './words.ts';

/** The drop a file came with; `file` tells it from the others of the same drop. */
export interface BatchFile {
  batchId: string;
  file: string;
}

export interface Shelved {
  document: Document;
  /** The document that had these bytes already. */
  duplicateOf: string | null;
  /** The job that reads it, when there is one. */
  jobId: string | null;
}

export type Catalogue = ReturnType<typeof createCatalogue>;

export function createCatalogue(o: {
  storage: Storage;
  jobs: Jobs;
  library: Library;
  documents: DocumentStore;
  places: PlaceStore;
  batches: BatchStore;
  reading: Reading;
  events: LibraryEvents;
}) {
  const { storage, jobs, library, documents, places, batches, reading, events } = o;

  /** Name and folder of the oldest place; all names can be searched. */
  const refreshNames = (id: string): void => {
    const all = documents.places(id);
    const first = all[0];
    if (first === undefined) return;
    documents.setNames(id, {
      name: first.name,
      folder: first.folder,
      nameKey: sortKey(first.name),
      folderKey: sortKey(first.folder),
      searchKey: fold(all.map(({ name, folder }) => `${name} ${folder}`).join('\n')),
    });
    events.document(id);
  };

  /** Seen by nobody from here on; the job clears away the rest, after a crash too. */
  const bury = (row: DocumentRow): string => {
    documents.bury(row.id);
    events.removed(row.id);
    for (const batchId of batches.finish(row.id, 'done')) events.batch(batchId);
    return jobs.enqueue({ type: FORGET, payload: { documentId: row.id, sha256: row.sha256 }, subject: row.name, uniqueKey: row.id, priority: -10 }).id;
  };
  const dropIfPlaceless = (id: string): void => {
    const row = documents.get(id);
    if (row === undefined) return;
    if (places.count(id) === 0) bury(row);
    else refreshNames(id);
  };

  /** The place shows `id` now, or as soon as `id` can be searched when something else answers from there until then. */
  const settlePlace = (id: string, found: FoundPlace): void => {
    const place = found.path === null ? places.upload(id, found.name, found.folder) : places.byPath(found.path);
    if (place === undefined) {
      places.add(id, found);
      return;
    }
    places.refresh(place.id, found);
    const { document_id: old, next_document_id: oldNext } = place;
    const oldAnswers = old !== null && old !== id && documents.isSearchable(old) && !documents.isSearchable(id);
    if (oldAnswers) places.setNext(place.id, id);
    else places.setContent(place.id, id);
    if (old !== null && old !== id && !oldAnswers) dropIfPlaceless(old);
    if (oldNext !== null && oldNext !== id) dropIfPlaceless(oldNext);
  };

  const noteBatch = (from: BatchFile | null, id: string, reading: boolean): void => {
    if (from === null) return;
    batches.setFile(from.batchId, from.file, reading ? 'reading' : 'done', id);
    events.batch(from.batchId);
  };

  return {
    /** Takes a copied file in: into the library, as a document or a further place of one, with the job that reads it. */
    shelve(copy: Copy, found: FoundPlace, from: BatchFile | null, signal?: AbortSignal): Promise<Shelved> {
      return library.adopt(
        copy,
        () => {
          signal?.throwIfAborted();
          return storage.transaction(() => shelveNow(copy, found, from));
        },
        () => documents.byContent(copy.sha256) !== undefined,
      );
    },

    /** An original whose document a restored database does not know: its name is lost, its text is not. */
    adoptOriginal(content: { sha256: string; size: number; type: string }): void {
      storage.transaction(() => {
        const id = documents.create(content);
        places.add(id, { name: `${content.sha256.slice(0, 12)}.${content.type}`, folder: '', path: null, fileKey: null, size: content.size, modifiedAt: null, watchedFolderId: null });
        refreshNames(id);
        reading.enqueue(id);
      });
    },

    /** Whether the file lies there as it was taken in last time; then it need not be read. */
    knows(found: FoundPlace, from: BatchFile | null): boolean {
      const place = found.path === null ? undefined : places.byPath(found.path);
      if (place === undefined || place.size !== found.size || place.modified_at !== found.modifiedAt) return false;
      const id = place.next_document_id ?? place.document_id;
      // Removed by the person from a watched folder: only asking for it by hand brings it back.
      if (id === null) return from === null;
      const row = documents.get(id);
      if (row === undefined || row.state === 'failed' || row.state === 'cancelled') return false;
      storage.transaction(() => {
        places.refresh(place.id, found);
        noteBatch(from, id, row.job_id !== null);
      });
      return true;
    },

    /** The engine read it: it answers now, and places that waited for it are its own. */
    complete(id: string, summary: DocumentSummary): void {
      const moves = places.comingTo(id).length > 0;
      const work = (): void => {
        documents.complete(id, summary);
        for (const place of places.comingTo(id)) {
          places.setContent(place.id, id);
          if (place.document_id !== null) dropIfPlaceless(place.document_id);
        }
        refreshNames(id);
      };
      storage.transaction(work, { durable: moves });
    },

    /** By a person: everywhere, at once. Answers the jobs that clear away the rest. */
    remove(ids: readonly string[]): string[] {
      return storage.transaction(() =>
        ids.flatMap((id) => documents.get(id) ?? []).map((row) => {
          places.leave(row.id);
          return bury(row);
        }),
      );
    },

    /** The file is gone from this place. */
    vacate(placeId: string): void {
      storage.transaction(() => {
        const place = places.get(placeId);
        places.remove(placeId);
        for (const id of [place?.document_id, place?.next_document_id]) if (id) dropIfPlaceless(id);
      });
    },

    /** The file lies elsewhere now, unchanged. */
    rename(placeId: string, found: FoundPlace): void {
      storage.transaction(() => {
        const place = places.get(placeId);
        places.refresh(placeId, found);
        for (const id of [place?.document_id, place?.next_document_id]) if (id) refreshNames(id);
      });
    },
  };

  function shelveNow(copy: Copy, found: FoundPlace, from: BatchFile | null): Shelved {
    const existing = documents.byContent(copy.sha256);
    const id = existing?.id ?? documents.create(copy);
    settlePlace(id, found);
    refreshNames(id);
    const { state, job_id: live } = documents.demand(id);
    const again = existing === undefined || state === 'failed' || state === 'cancelled';
    const jobId = again ? reading.enqueue(id, from === null ? {} : { batchId: from.batchId }).id : live;
    noteBatch(from, id, jobId !== null);
    return { document: documents.demandDocument(id), duplicateOf: existing?.id ?? null, jobId };
  }
}
