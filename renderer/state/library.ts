/** The library in figures, the batches that are being taken in, and a way to hear of each document's change. */
import { create } from 'zustand';
import type { Document, DocumentEvent } from '../../electron/contract/index.ts';
import { client, subscribe } from '../transport/index.ts';
import { applyDocumentEvents, type Library } from './library-events.ts';

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

export function followLibrary(): () => void {
  return subscribe<DocumentEvent>({
    open: (options) => client.documents.events(undefined, options),
    onOpen: async () => {
      const [stats, batches] = await Promise.all([client.documents.stats(), client.documents.batches()]);
      useLibrary.setState({ stats, batches: new Map(batches.map(({ batch }) => [batch.id, batch])), rejected: new Map(batches.map(({ batch, rejected }) => [batch.id, rejected])) });
      for (const listener of reopened) listener();
    },
    onEvents: (events) => {
      useLibrary.setState((library) => applyDocumentEvents(library, events));
      const changes = events.filter((event): event is Extract<DocumentEvent, DocumentChange> => event.type === 'changed' || event.type === 'removed');
      if (changes.length > 0) for (const listener of listeners) listener(changes);
    },
  });
}
