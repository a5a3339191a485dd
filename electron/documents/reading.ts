/** What becomes of a document while it is read: its job, its state, the drops that wait for how it ends. */
import type { Job, Problem } from '../contract/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Storage } from '../storage/index.ts';
import type { BatchStore } from './batch-store.ts';
import type { DocumentStore } from './document-store.ts';
import type { LibraryEvents } from './events.ts';
import { INGEST } from './job-types.ts';
import type { DocumentRow } from './schema.ts';

export type Reading = ReturnType<typeof createReading>;

export function createReading(o: { storage: Storage; jobs: Jobs; documents: DocumentStore; batches: BatchStore; events: LibraryEvents }) {
  const { storage, jobs, documents, batches, events } = o;

  /** The drops it failed in wait for it once more: what they tell is how it ends now. */
  const readAgainIn = (id: string): string[] => {
    const from = batches.again(id);
    for (const batchId of from) events.batch(batchId);
    return from;
  };

  const enqueue = (id: string, more: { pages?: readonly number[] | null; batchId?: string } = {}): Job => {
    const [before] = readAgainIn(id);
    const batchId = more.batchId ?? before;
    const job = jobs.enqueue({
      type: INGEST,
      payload: { documentId: id, pages: more.pages ?? null },
      subject: documents.demand(id).name,
      uniqueKey: id,
      documentId: id,
      ...(batchId === undefined ? {} : { batchId }),
    });
    documents.setState(id, job.state === 'running' ? 'processing' : 'waiting', null, job.id);
    events.document(id);
    return job;
  };

  return {
    /** The job that reads it, also when it waits already. Callers hold the transaction. */
    enqueue,

    /** The engine lost it. */
    again(id: string): void {
      storage.transaction(() => {
        documents.markUnread(id);
        enqueue(id);
      });
    },

    begin(id: string, jobId: string): void {
      const work = (): void => {
        documents.setState(id, documents.isSearchable(id) ? documents.demand(id).state : 'processing', null, jobId);
        readAgainIn(id);
      };
      storage.transaction(work, { durable: false });
      events.document(id);
    },

    /** Its job waits, to begin or to go on. */
    hold(id: string): void {
      const row = documents.get(id);
      if (row?.state !== 'processing') return;
      documents.setState(id, 'waiting', null, row.job_id);
      events.document(id);
    },

    /** Its job is over. What could be searched before stays so. */
    close(id: string, end: 'completed' | 'failed' | 'cancelled', problem: Problem | null): void {
      const row = documents.get(id);
      for (const batchId of batches.finish(id, end === 'failed' ? 'failed' : 'done')) events.batch(batchId);
      if (row === undefined) return;
      const kept = row.ready_at === null ? null : hasFailedPages(row) ? 'partial' : 'ready';
      if (end === 'completed') documents.setState(id, kept ?? 'ready', null, null);
      else documents.setState(id, kept ?? end, end === 'failed' ? problem : null, null);
      events.document(id);
    },
  };
}

function hasFailedPages(row: DocumentRow): boolean {
  return /"failed":[1-9]/.test(row.outcomes);
}
