/** Makes library, queue and engine agree after a start: what a crash or a restored snapshot left apart. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Jobs } from '../jobs/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { DocumentStore } from './document-store.ts';
import type { Library } from './library.ts';
import type { Reading } from './reading.ts';
import { WORKSPACE, type EnginePort } from './ports.ts';

/** Before the first job runs: no copy is under way, and nothing is being read. */
export function settle(o: { storage: Storage; jobs: Jobs; documents: DocumentStore; reading: Reading; library: Library }): void {
  o.library.clearIncoming();
  o.storage.transaction(() => {
    for (const row of o.documents.unfinished()) {
      const job = row.job_id === null ? undefined : o.jobs.get(row.job_id);
      if (job === undefined || job.finishedAt !== null) o.reading.enqueue(row.id);
      else if (row.state === 'processing') o.documents.setState(row.id, 'waiting', null, row.job_id);
    }
  });
}

/** After a snapshot came back: what was added since lies in the library still, and nobody knows it. */
export function adoptOriginals(o: { documents: DocumentStore; catalogue: Catalogue; library: Library }): void {
  for (const sha256 of o.library.originals()) {
    if (!o.documents.knowsContent(sha256)) o.catalogue.adoptOriginal(o.library.judge(sha256));
  }
}

/** Each time the engine is ready: it drops what we do not know, and reads again what it does not. */
export async function agreeWithEngine(o: { documents: DocumentStore; reading: Reading; engine: EnginePort }, signal?: AbortSignal): Promise<void> {
  const { missing } = await o.engine.reconcile({ workspace: WORKSPACE, documentIds: o.documents.ids() }, signal);
  for (const [index, id] of missing.entries()) {
    if (o.documents.isSearchable(id)) o.reading.again(id);
    if (index % 100 === 99) await nextTurn();
  }
}
