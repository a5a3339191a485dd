/** What the library tells: read after the transaction, at most four times a second for each thing. */
import type { Batch, Document, DocumentEvent, DocumentStats, WatchedFolder } from '../contract/index.ts';
import type { Log } from '../log/index.ts';

const APART_MS = 250;

type Rejected = Extract<DocumentEvent, { type: 'rejected' }>['file'];

export interface LibraryEvents {
  document(id: string): void;
  removed(id: string): void;
  batch(id: string): void;
  folder(id: string): void;
  rejected(batchId: string, file: Rejected): void;
  listen(listener: (event: DocumentEvent) => void): () => void;
}

export function createLibraryEvents(o: {
  log: Log;
  readDocument(id: string): Document | undefined;
  readBatch(id: string): Batch | undefined;
  readFolder(id: string): WatchedFolder | undefined;
  readStats(): DocumentStats;
}): LibraryEvents {
  const listeners = new Set<(event: DocumentEvent) => void>();
  const emit = (event: DocumentEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        o.log.error('a listener failed', { error });
      }
    }
  };
  const tell = createCoalescer(APART_MS, (key) => {
    if (listeners.size === 0) return;
    const [kind, id] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    try {
      if (kind === 'document') {
        const document = o.readDocument(id);
        emit(document === undefined ? { type: 'removed', documentId: id } : { type: 'changed', document });
      } else if (kind === 'batch') {
        const batch = o.readBatch(id);
        if (batch !== undefined) emit({ type: 'batch', batch });
      } else if (kind === 'folder') {
        const folder = o.readFolder(id);
        if (folder !== undefined) emit({ type: 'folder', folder });
      } else {
        emit({ type: 'stats', stats: o.readStats() });
      }
    } catch (error) {
      o.log.error('a change could not be told', { key, error });
    }
  });
  const documentChanged = (id: string): void => {
    tell(`document ${id}`);
    tell('stats ');
  };

  return {
    document: documentChanged,
    removed: documentChanged,
    batch: (id) => tell(`batch ${id}`),
    folder: (id) => tell(`folder ${id}`),
    rejected(batchId, file) {
      queueMicrotask(() => emit({ type: 'rejected', batchId, file }));
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The first call for a key fires in a microtask, later ones at most every `ms`, the last one always. */
function createCoalescer(ms: number, fire: (key: string) => void): (key: string) => void {
  const waiting = new Map<string, { again: boolean }>();
  const run = (key: string, entry: { again: boolean }): void => {
    entry.again = false;
    setTimeout(() => {
      if (!entry.again) waiting.delete(key);
      else run(key, entry);
    }, ms).unref();
    fire(key);
  };
  return (key) => {
    const entry = waiting.get(key);
    if (entry !== undefined) {
      entry.again = true;
      return;
    }
    const fresh = { again: false };
    waiting.set(key, fresh);
    queueMicrotask(() => run(key, fresh));
  };
}
