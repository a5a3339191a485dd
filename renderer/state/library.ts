/** The library in figures, the batches that are being taken in, and a way to hear of each document's change. */
import { create } from 'zustand';
import type { Batch, Document, DocumentEvent, DocumentStats, Problem } from '../../electron/contract/index.ts';
import { client, subscribe } from '../transport/index.ts';

/** A file that was not taken. */
export interface Rejected {
  name: string;
  folder: string;
  problem: Problem;
}

interface Library {
  stats: DocumentStats | null;
  batches: ReadonlyMap<string, Batch>;
  rejected: ReadonlyMap<string, readonly Rejected[]>;
}

export const useLibrary = create<Library>()(() => ({ stats: null, batches: new Map(), rejected: new Map() }));

export type DocumentChange = { type: 'changed'; document: Document } | { type: 'removed'; documentId: string };

const listeners = new Set<(changes: DocumentChange[]) => void>();
const reopened = new Set<() => void>();

/** Hears of changed and removed documents; `onReopen` when changes may have been missed. */
export function onDocuments(listener: (changes: DocumentChange[]) => void, onReopen: () => void): () => void {
  listeners.add(listener);
  reopened.add(onReopen);
  return () => {
    listeners.delete(listener);
    reopened.delete(onReopen);
  };
}

/** The library after these events. */
export function applyDocumentEvents(library: Library, events: readonly DocumentEvent[]): Library {
  let { stats } = library;
  const batches = new Map(library.batches);
  const rejected = new Map(library.rejected);
  for (const event of events) {
    if (event.type === 'stats') stats = event.stats;
    else if (event.type === 'batch') batches.set(event.batch.id, event.batch);
    else if (event.type === 'rejected') rejected.set(event.batchId, [...(rejected.get(event.batchId) ?? []), event.file]);
  }
  return { stats, batches, rejected };
}

export function followLibrary(): () => void {
  return subscribe<DocumentEvent>({
    open: (options) => client.documents.events(undefined, options),
    onOpen: async () => {
      useLibrary.setState({ stats: await client.documents.stats() });
      for (const listener of reopened) listener();
    },
    onEvents: (events) => {
      useLibrary.setState((library) => applyDocumentEvents(library, events));
      const changes = events.filter((event): event is Extract<DocumentEvent, DocumentChange> => event.type === 'changed' || event.type === 'removed');
      if (changes.length > 0) for (const listener of listeners) listener(changes);
    },
  });
}
