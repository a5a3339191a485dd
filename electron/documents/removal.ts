/** The job behind a removal: everything of a document goes, in an order that a crash can interrupt anywhere. */
import { EngineProblem } from '../engine/index.ts';
import { SnoozeError, type JobHandler, type Jobs } from '../jobs/index.ts';
import type { Storage } from '../storage/index.ts';
import type { DocumentStore } from './document-store.ts';
import { FORGET, ForgetPayload } from './job-types.ts';
import type { Library } from './library.ts';
import { WORKSPACE, type EnginePort } from './ports.ts';

const ENGINE_DOWN_MS = 5000;
const ATTEMPTS = 20;

/** The tombstone stands already: nobody sees the document, and this job is as durable as it. */
export function createForgetHandler(o: { storage: Storage; jobs: Jobs; documents: DocumentStore; library: Library; engine: EnginePort }): JobHandler<ReturnType<typeof ForgetPayload.parse>> {
  return {
    type: FORGET,
    queue: 'io',
    payload: ForgetPayload,
    recovery: 'retry',
    maxAttempts: ATTEMPTS,
    async run({ payload, signal }) {
      await o.jobs.removeForDocument(payload.documentId);
      try {
        await o.engine.removeDocument(WORKSPACE, payload.documentId, signal);
      } catch (error) {
        if (error instanceof EngineProblem && error.code === 'engine-unavailable') throw new SnoozeError(ENGINE_DOWN_MS, error.code, error.message);
        throw error;
      }
      // The same bytes may have come back as another document meanwhile: the file is theirs then. No await in between.
      if (o.documents.byContent(payload.sha256) === undefined) o.library.remove(payload.sha256);
      o.storage.transaction(() => o.documents.erase(payload.documentId), { durable: false });
    },
  };
}
