/** How files come in: listed, copied and hashed, shelved. Each step is a job, so a crash loses none. */
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { CodedError, type Problem } from '../contract/index.ts';
import { PermanentError, RetryableError, type JobHandler, type Jobs } from '../jobs/index.ts';
import type { Storage } from '../storage/index.ts';
import type { BatchStore } from './batch-store.ts';
import type { BatchFile, Catalogue, Shelved } from './catalogue.ts';
import type { DocumentStore } from './document-store.ts';
import type { LibraryEvents } from './events.ts';
import { fileProblem } from './fs-problem.ts';
import { COPY, CopyPayload, LIST, ListPayload } from './job-types.ts';
import type { Library } from './library.ts';
import type { SettingsPort } from './ports.ts';
import { withSourceFile } from './source-file.ts';
import { walk, type Found } from './tree.ts';
import { displayName, displayPlace } from './words.ts';

export interface Upload {
  /** As the sender calls it; shown, never used as a path. */
  name: string;
  folder: string;
  batchId: string;
  stream: AsyncIterable<Uint8Array>;
}

export interface Intake {
  addPaths(paths: readonly string[]): { batchId: string };
  /** Resolves when the bytes are safe and their job stands. @throws CodedError with the file's problem; nothing is kept then */
  addStream(upload: Upload): Promise<Shelved>;
}

/** Files enqueued in one transaction; between two the rest of the application has its turn. */
const LIST_CHUNK = 100;
const COPY_ATTEMPTS = 4;

export function createIntake(o: {
  storage: Storage;
  jobs: Jobs;
  library: Library;
  documents: DocumentStore;
  batches: BatchStore;
  catalogue: Catalogue;
  events: LibraryEvents;
  settings: SettingsPort;
}): Intake {
  const { storage, jobs, library, documents, batches, catalogue, events } = o;

  const refuse = (batchId: string, file: string, shown: { name: string; folder: string }, problem: Problem): void => {
    const rejected = { ...shown, problem };
    batches.refuse(batchId, file, rejected);
    events.rejected(batchId, rejected);
    events.batch(batchId);
  };

  const enqueueFound = (batchId: string, found: readonly Found[]): void => {
    storage.transaction(() => {
      for (const one of found) {
        // Listed before the crash that made us list again.
        if (!batches.addFile(batchId, one.path)) continue;
        const name = displayName(path.basename(one.path));
        if (one.kind === 'refused') refuse(batchId, one.path, { name, folder: one.folder }, problemOf(one.error));
        else jobs.enqueue({ type: COPY, payload: { path: one.path, folder: one.folder, batchId, watchedFolderId: null }, subject: name, uniqueKey: `${batchId} ${one.path}`, batchId });
      }
    });
    events.batch(batchId);
  };

  const list: JobHandler<ReturnType<typeof ListPayload.parse>> = {
    type: LIST,
    queue: 'io',
    payload: ListPayload,
    recovery: 'retry',
    async run({ payload, signal, progress }) {
      let waiting: Found[] = [];
      let seen = 0;
      const flush = async (): Promise<void> => {
        enqueueFound(payload.batchId, waiting);
        seen += waiting.length;
        waiting = [];
        progress({ stage: 'working', done: seen });
        await nextTurn();
      };
      for (const root of payload.paths) {
        for await (const found of walk(root, signal)) {
          waiting.push(found);
          if (waiting.length >= LIST_CHUNK) await flush();
        }
      }
      await flush();
    },
    onFinal(_, { batchId }) {
      batches.listed(batchId);
      events.batch(batchId);
    },
  };

  const copy: JobHandler<CopyPayload> = {
    type: COPY,
    queue: 'io',
    payload: CopyPayload,
    recovery: 'retry',
    maxAttempts: COPY_ATTEMPTS,
    async run({ payload, signal, progress }) {
      const name = path.basename(payload.path);
      try {
        await withSourceFile(payload, async ({ found, chunks, demandUnchanged }) => {
          const from = batchFile(payload);
          if (catalogue.knows(found, from)) return;
          const copied = await library.copyIn({
            ...request(),
            chunks,
            name: found.name,
            expected: found.size,
            signal,
            onBytes: (done) => progress({ stage: 'copying', fraction: Math.min(1, done / Math.max(1, found.size)), done, total: found.size }),
          });
          try {
            await demandUnchanged();
          } catch (error) {
            await library.discard(copied);
            throw error;
          }
          await catalogue.shelve(copied, found, from, signal);
        });
      } catch (error) {
        signal.throwIfAborted();
        const known = fileProblem(error, name);
        if (!(known instanceof CodedError)) throw known;
        if (known.code === 'file-changed') throw new RetryableError(known.code, known.message, known.details);
        throw new PermanentError(known.code, known.message, known.details);
      }
    },
    onFinal(job, payload) {
      const from = batchFile(payload);
      if (from === null || job.state === 'completed') return;
      const problem = job.errors.at(-1);
      if (job.state === 'failed' && problem !== undefined) {
        refuse(from.batchId, from.file, { name: displayName(path.basename(payload.path)), folder: payload.folder }, { code: problem.code, message: problem.message, details: problem.details });
        return;
      }
      batches.setFile(from.batchId, from.file, 'done', null);
      events.batch(from.batchId);
    },
  };

  const request = () => ({ limits: o.settings.get().limits, libraryBytes: documents.bytes() });

  jobs.register(list);
  jobs.register(copy);

  return {
    addPaths(paths) {
      const batchId = uuidv7();
      const resolved = paths.map((given) => (path.isAbsolute(given) ? path.normalize(given) : given));
      storage.transaction(() => {
        batches.open(batchId, true);
        jobs.enqueue({ type: LIST, payload: { batchId, paths: resolved }, subject: displayName(path.basename(paths[0] ?? '')), batchId, priority: -5 });
      });
      events.batch(batchId);
      return { batchId };
    },
    async addStream({ name, folder, batchId, stream }) {
      const shown = displayPlace(folder, name);
      const file = uuidv7();
      // Only the tray's count: what must not be lost is written when the bytes are safe.
      storage.transaction(
        () => {
          batches.open(batchId, false);
          batches.addFile(batchId, file);
        },
        { durable: false },
      );
      try {
        const copied = await library.copyIn({ ...request(), chunks: stream, name: shown.name, expected: null, signal: new AbortController().signal, onBytes: () => undefined });
        const found = { ...shown, path: null, fileKey: null, size: copied.size, modifiedAt: null, watchedFolderId: null };
        return await catalogue.shelve(copied, found, { batchId, file });
      } catch (error) {
        const known = fileProblem(error, shown.name);
        refuse(batchId, file, shown, problemOf(known));
        throw known;
      }
    },
  };
}

function batchFile(payload: CopyPayload): BatchFile | null {
  return payload.batchId === null ? null : { batchId: payload.batchId, file: payload.path };
}

function problemOf(error: unknown): Problem {
  if (error instanceof CodedError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}
