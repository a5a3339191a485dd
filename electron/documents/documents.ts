/** The room assembled: what the contract asks of documents, answered. */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { EngineProblem, type Boxes, type FindResult, type Page, type PageSummary, type PassageList } from '../engine/index.ts';
import { type Batch, CodedError, type Document, type DocumentEvent, type DocumentStats, type RejectedFile, type WatchedFolder } from '../contract/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Log } from '../log/index.ts';
import type { Storage } from '../storage/index.ts';
import { createBatchStore } from './batch-store.ts';
import { createCatalogue, type Shelved } from './catalogue.ts';
import { createDocumentStore } from './document-store.ts';
import { createLibraryEvents } from './events.ts';
import { createFolderStore } from './folder-store.ts';
import { createIngestHandler } from './ingest.ts';
import { createIntake, type Upload } from './intake.ts';
import { INGEST } from './job-types.ts';
import { createLibrary, type DiskSpace } from './library.ts';
import { createListing, type ListQuery } from './listing.ts';
import { createPlaceStore } from './place-store.ts';
import { WORKSPACE, type EnginePort, type SettingsPort } from './ports.ts';
import { createReading } from './reading.ts';
import { adoptOriginals, agreeWithEngine, settle } from './reconcile.ts';
import { createForgetHandler } from './removal.ts';
import { createWatching } from './watching.ts';

/** Methods that name a document throw CodedError unknown-document; those that ask the engine throw EngineProblem too. */
export interface Documents {
  list(query: ListQuery): { items: Document[]; total: number };
  get(input: { id: string }): Document;
  /** Files and whole trees of this machine; listing and copying go on as jobs. */
  addPaths(input: { paths: string[] }): { batchId: string };
  /** Resolves when the bytes are safe and their job stands; otherwise throws the file's problem and keeps nothing. */
  addStream(upload: Upload): Promise<Shelved>;
  /** From the call on nobody sees them; resolves when file, text, vectors and jobs are gone, or after a while if the engine is down. */
  remove(input: { ids: string[] }): Promise<void>;
  pages(input: { id: string }, signal?: AbortSignal): Promise<PageSummary[]>;
  page(input: { id: string; page: number }, signal?: AbortSignal): Promise<Page>;
  passages(input: { id: string; offset: number; limit: number }, signal?: AbortSignal): Promise<PassageList>;
  boxes(input: { id: string; page: number; spans: readonly { charStart: number; charEnd: number }[] }, signal?: AbortSignal): Promise<Boxes>;
  find(input: { id: string; text: string; limit: number }, signal?: AbortSignal): Promise<FindResult>;
  /** A picture of the page, PNG. */
  pageImage(input: { id: string; page: number; width: number }, signal?: AbortSignal): Promise<Uint8Array>;
  /** The original: its file in the library, and what it is called. */
  original(input: { id: string }): { path: string; type: string; name: string; size: number };
  /** '' when there is no such document. */
  nameOf(id: string): string;
  /** Reads again: these pages, or (null) what is missing. The password is kept in memory until the job ends. */
  retryPages(input: { id: string; pages: number[] | null; password?: string | undefined }): { jobId: string };
  cancelBatch(input: { batchId: string }): void;
  /** Batches still at work, and those with failures that nobody has read. */
  batches(): { batch: Batch; rejected: RejectedFile[] }[];
  closeBatch(input: { batchId: string }): void;
  stats(): DocumentStats;
  folders(): WatchedFolder[];
  watchFolder(input: { path: string }): Promise<WatchedFolder>;
  unwatchFolder(input: { id: string }): void;
  onEvent(listener: (event: DocumentEvent) => void): () => void;
  /** Before the jobs start. */
  start(): void;
  /** When the engine is ready: what it lacks is read again, what it should not have goes. */
  reconcile(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** How long a removal waits for the engine before it goes on in the background. */
const REMOVE_MS = 10_000;
/** Documents buried in one transaction; between two the rest of the application has its turn. */
const REMOVE_PORTION = 100;
const BATCHES_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** @param o.disk the room there is where the library lies */
export function createDocuments(o: {
  storage: Storage;
  jobs: Jobs;
  engine: EnginePort;
  settings: SettingsPort;
  libraryDir: string;
  incomingDir: string;
  log: Log;
  disk?: (dir: string) => Promise<DiskSpace>;
  clock?: () => number;
}): Documents {
  const { storage, jobs, engine } = o;
  const now = o.clock ?? Date.now;
  const documents = createDocumentStore(storage, now);
  const places = createPlaceStore(storage, now);
  const batches = createBatchStore(storage, now);
  const folders = createFolderStore(storage, now);
  const library = createLibrary(o);
  const passwords = new Map<string, string>();
  const events = createLibraryEvents({
    log: o.log,
    readDocument: (id) => documents.document(id),
    readBatch: (id) => batches.get(id),
    readFolder: (id) => watching.folder(id),
    readStats: () => documents.stats(),
  });
  const reading = createReading({ storage, jobs, documents, batches, events });
  const catalogue = createCatalogue({ storage, jobs, library, documents, places, batches, reading, events });
  const intake = createIntake({ storage, jobs, library, documents, batches, catalogue, events, settings: o.settings });
  const watching = createWatching({ storage, jobs, folders, places, catalogue, readEvents: () => events, log: o.log });
  const listing = createListing(storage);
  jobs.register(createIngestHandler({ documents, catalogue, reading, library, engine, settings: o.settings, passwords }));
  jobs.register(createForgetHandler({ storage, jobs, documents, library, engine }));
  jobs.onEvent((event) => {
    if (event.type !== 'changed' || event.job.type !== INGEST || event.job.documentId === null) return;
    if (event.job.state === 'waiting' || event.job.state === 'queued') reading.hold(event.job.documentId);
  });

  /** The engine has nothing of a document that waits to be read or could not be: that is no error, it has no pages yet. */
  const asFarAsRead = async <T>(id: string, nothing: T, ask: (id: string) => Promise<T>): Promise<T> => {
    try {
      return await ask(documents.demand(id).id);
    } catch (error) {
      if (error instanceof EngineProblem && error.code === 'unknown-document') return nothing;
      throw error;
    }
  };

  return {
    list: listing,
    get: ({ id }) => documents.demandDocument(id),
    addPaths: ({ paths }) => intake.addPaths(paths),
    addStream: (upload) => intake.addStream(upload),
    async remove({ ids }) {
      const rows = [...new Set(ids)].map((id) => documents.demand(id).id);
      const gone: Promise<void>[] = [];
      for (let from = 0; from < rows.length; from += REMOVE_PORTION) {
        gone.push(finals(jobs, catalogue.remove(rows.slice(from, from + REMOVE_PORTION))));
        await nextTurn();
      }
      await Promise.race([Promise.all(gone), delay(REMOVE_MS, undefined, { ref: false })]);
    },
    pages: ({ id }, signal) => asFarAsRead(id, [], (known) => engine.pages(WORKSPACE, known, signal)),
    page: async ({ id, page }, signal) => engine.page(WORKSPACE, documents.demand(id).id, page, signal),
    passages: ({ id, offset, limit }, signal) => asFarAsRead(id, { items: [], total: 0 }, (known) => engine.passages(WORKSPACE, known, { offset, limit }, signal)),
    boxes: async ({ id, page, spans }, signal) => engine.boxes(WORKSPACE, documents.demand(id).id, { page, spans }, signal),
    find: async ({ id, text, limit }, signal) => engine.find(WORKSPACE, documents.demand(id).id, { text, limit }, signal),
    pageImage: async ({ id, page, width }, signal) => engine.pageImage(WORKSPACE, documents.demand(id).id, page, width, signal),
    original({ id }) {
      const row = documents.demand(id);
      if (!library.has(row.sha256)) throw new CodedError('file-vanished', 'the original is not in the library', { name: row.name });
      return { path: library.fileOf(row.sha256), type: row.type, name: row.name, size: row.size };
    },
    nameOf: (id) => documents.get(id)?.name ?? '',
    retryPages({ id, pages, password }) {
      documents.demand(id);
      if (password !== undefined) passwords.set(id, password);
      return { jobId: storage.transaction(() => reading.enqueue(id, { pages })).id };
    },
    cancelBatch: ({ batchId }) => jobs.cancelBatch(batchId),
    batches: () =>
      batches.unclosed().flatMap((id) => {
        const batch = batches.get(id);
        return batch === undefined ? [] : [{ batch, rejected: batches.refused(id) }];
      }),
    closeBatch: ({ batchId }) => batches.close(batchId),
    stats: () => documents.stats(),
    folders: () => watching.folders(),
    watchFolder: ({ path }) => watching.add(path),
    unwatchFolder: ({ id }) => watching.remove(id),
    onEvent: (listener) => events.listen(listener),
    start() {
      settle({ storage, jobs, documents, reading, library });
      batches.forgetStreams();
      if (storage.notices.length > 0) adoptOriginals({ documents, catalogue, library });
      batches.prune(now() - BATCHES_KEPT_MS);
      watching.start();
    },
    reconcile: (signal) => agreeWithEngine({ documents, reading, engine }, signal),
    async stop() {
      watching.stop();
    },
  };
}

/** Resolves when all these jobs are final. */
function finals(jobs: Jobs, ids: readonly string[]): Promise<void> {
  const open = new Set(ids);
  return new Promise((resolve) => {
    const stop = jobs.onEvent((event) => {
      if (event.type === 'removed') open.delete(event.jobId);
      else if (event.job.finishedAt !== null) open.delete(event.job.id);
      if (open.size > 0) return;
      stop();
      resolve();
    });
  });
}
