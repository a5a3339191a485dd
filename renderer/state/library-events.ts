/** What events do to the library's figures and batches. Pure. */
import type { Batch, DocumentEvent, DocumentStats, RejectedFile } from '../../electron/contract/index.ts';

export interface Library {
  stats: DocumentStats | null;
  batches: ReadonlyMap<string, Batch>;
  rejected: ReadonlyMap<string, readonly RejectedFile[]>;
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
