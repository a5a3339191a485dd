/** The job that has the engine read a document, and how its events become progress. */
import type { Job, JobProgress, JobStage } from '../contract/index.ts';
import { EngineProblem } from '../engine/index.ts';
import { PermanentError, RetryableError, SnoozeError, type JobHandler } from '../jobs/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { DocumentStore } from './document-store.ts';
import { INGEST, IngestPayload } from './job-types.ts';
import type { Library } from './library.ts';
import type { Reading } from './reading.ts';
import { WORKSPACE, type EnginePort, type SettingsPort } from './ports.ts';

/** The engine restarts in a second or two; the core wakes the queue earlier when it is back. */
const ENGINE_DOWN_MS = 5000;
/** So many times in a row the engine died under one document: then the document is the reason. */
const LOST_RUNS = 5;

/** @param o.passwords by document id, in memory only */
export function createIngestHandler(o: {
  documents: DocumentStore;
  catalogue: Catalogue;
  reading: Reading;
  library: Library;
  engine: EnginePort;
  settings: SettingsPort;
  passwords: Map<string, string>;
}): JobHandler<ReturnType<typeof IngestPayload.parse>> {
  return {
    type: INGEST,
    queue: 'ingest',
    payload: IngestPayload,
    recovery: 'retry',
    async run({ id: jobId, payload, signal, progress }) {
      const row = o.documents.get(payload.documentId);
      if (row === undefined) return;
      o.reading.begin(row.id, jobId);
      if (!o.library.has(row.sha256)) throw new PermanentError('file-vanished', 'the original is not in the library', { name: row.name });
      const { limits, ocr } = o.settings.get();
      let began = false;
      let shown = 0;
      try {
        const summary = await o.engine.ingest(
          {
            workspace: WORKSPACE,
            documentId: row.id,
            sha256: row.sha256,
            path: o.library.fileOf(row.sha256),
            name: row.name,
            options: { maxPages: limits.pages, password: o.passwords.get(row.id) ?? null, ocr: ocr.enabled, ocrLanguages: ocr.languages, pages: payload.pages },
          },
          (event) => {
            began = true;
            const next = ingestProgress(event, shown);
            shown = next.fraction;
            progress(next);
          },
          signal,
        );
        if (o.documents.get(row.id) !== undefined) o.catalogue.complete(row.id, summary);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof EngineProblem)) throw error;
        if (error.code !== 'engine-unavailable') {
          throw error.permanent ? new PermanentError(error.code, error.message, error.details) : new RetryableError(error.code, error.message, error.details);
        }
        if (began) o.documents.setLostRuns(row.id, row.lost_runs + 1);
        if (began && row.lost_runs + 1 >= LOST_RUNS) throw new PermanentError('reader-crashed', 'the engine ended each time it read this', { name: row.name });
        throw new SnoozeError(ENGINE_DOWN_MS, error.code, error.message, { holdQueue: true });
      }
    },
    onFinal(job: Job, { documentId }) {
      o.passwords.delete(documentId);
      const last = job.errors.at(-1);
      const problem = last === undefined ? null : { code: last.code, message: last.message, details: last.details };
      if (job.state === 'completed' || job.state === 'failed' || job.state === 'cancelled') o.reading.close(documentId, job.state, problem);
    },
  };
}

/** Where each stage begins in the whole, and its share of it. */
const SHARES: Partial<Record<JobStage, [from: number, share: number]>> = {
  reading: [0, 0.6],
  recognising: [0, 0.6],
  embedding: [0.6, 0.35],
  indexing: [0.95, 0.05],
};

/** @param before never goes back behind this fraction */
export function ingestProgress(event: { stage: JobStage; done: number; total: number | null }, before: number): JobProgress {
  const [from, share] = SHARES[event.stage] ?? [0, 0];
  const part = event.total === null || event.total === 0 ? 0 : Math.min(1, event.done / event.total);
  return { stage: event.stage, fraction: Math.max(before, from + share * part), done: event.done, total: event.total };
}
