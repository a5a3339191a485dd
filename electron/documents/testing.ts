/** What the library's tests share: real storage, queue and files in a folder with Croatian letters, and an engine in memory. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { Settings, type Document, type DocumentEvent, type Job } from '../contract/index.ts';
import { EngineProblem, type DocumentSummary, type IngestProgress, type IngestRequest } from '../engine/index.ts';
import { createJobs, jobsSchema, type Jobs } from '../jobs/index.ts';
import { silentLog } from '../log/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import { createDocuments, documentsSchema, type Documents, type EnginePort } from './index.ts';

export const SUMMARY: DocumentSummary = { type: 'txt', view: 'text', unit: 'section', pages: 1, outcomes: { text: 1, ocr: 0, empty: 0, failed: 0 }, languages: ['hr'], passages: 2 };

/** Holds what it was given, as the real one would after reading. */
export interface FakeEngine extends EnginePort {
  held: Set<string>;
  ingests: IngestRequest[];
  down: boolean;
  /** What a reading does; by default it ends well at once. */
  read(request: IngestRequest, onProgress: (event: IngestProgress) => void, signal: AbortSignal): Promise<DocumentSummary>;
}

function fakeEngine(): FakeEngine {
  const demandUp = (): void => {
    if (engine.down) throw new EngineProblem('engine-unavailable', 'down');
  };
  const demandHeld = (id: string): void => {
    demandUp();
    if (!engine.held.has(id)) throw new EngineProblem('unknown-document', 'no such document');
  };
  const unused = (): never => {
    throw new Error('not asked in these tests');
  };
  const engine: FakeEngine = {
    held: new Set(),
    ingests: [],
    down: false,
    read: async () => SUMMARY,
    async ingest(request, onProgress, signal) {
      demandUp();
      engine.ingests.push(request);
      const summary = await engine.read(request, onProgress, signal ?? new AbortController().signal);
      engine.held.add(request.documentId);
      return summary;
    },
    async removeDocument(_, id) {
      demandUp();
      engine.held.delete(id);
    },
    async reconcile({ documentIds }) {
      demandUp();
      const removed = [...engine.held].filter((id) => !documentIds.includes(id));
      for (const id of removed) engine.held.delete(id);
      return { removed, missing: documentIds.filter((id) => !engine.held.has(id)) };
    },
    async pages(_, id) {
      demandHeld(id);
      return [{ number: 1, label: null, outcome: 'text', confidence: null, reason: null, language: 'hr', characters: 1, width: null, height: null }];
    },
    page: async () => unused(),
    async passages(_, id) {
      demandHeld(id);
      return { items: [], total: SUMMARY.passages };
    },
    boxes: async () => unused(),
    find: async () => unused(),
    pageImage: async () => unused(),
  };
  return engine;
}

export interface Room {
  dir: string;
  storage: Storage;
  jobs: Jobs;
  documents: Documents;
  engine: FakeEngine;
  events: DocumentEvent[];
  settings: Settings;
  free: { bytes: number };
  /** Writes a source file below the test's folder and answers its path. */
  file(name: string, content: string | Buffer): string;
  /** As a kill leaves it, and the next start. */
  crash(): void;
  /** Resolves when no job is left to run. */
  quiet(): Promise<void>;
  add(...paths: string[]): Promise<string>;
  all(): Document[];
  libraryFiles(): string[];
  close(): Promise<void>;
}

const EVERYTHING = { filter: { text: '', states: [], types: [], folder: null }, sort: 'name' as const, descending: false, offset: 0, limit: 500 };

export function openRoom(): Room {
  const dir = mkdtempSync(path.join(tmpdir(), 'sova knjižnica čćžšđ-'));
  const engine = fakeEngine();
  const settings = Settings.parse({ limits: { reserveMegabytes: 0 } });
  const free = { bytes: 1e12 };
  const boot = (): Pick<Room, 'storage' | 'jobs' | 'documents'> => {
    const storage = openStorage({ file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), schemas: [jobsSchema, documentsSchema], log: silentLog });
    const jobs = createJobs({ storage, log: silentLog, bootId: crypto.randomUUID(), queues: { io: 2, ingest: 1 } });
    const documents = createDocuments({
      storage,
      jobs,
      engine,
      settings: { get: () => settings },
      libraryDir: path.join(dir, 'library'),
      incomingDir: path.join(dir, 'incoming'),
      log: silentLog,
      disk: async () => ({ free: free.bytes, size: 1e12 }),
    });
    mkdirSync(path.join(dir, 'library'), { recursive: true });
    documents.onEvent((event) => room.events.push(event));
    documents.start();
    jobs.start();
    return { storage, jobs, documents };
  };
  const room: Room = {
    dir,
    engine,
    settings,
    free,
    events: [],
    storage: undefined as never,
    jobs: undefined as never,
    documents: undefined as never,
    file(name, content) {
      const target = path.join(dir, 'izvor', name);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
      return target;
    },
    crash() {
      room.storage.db.close();
      Object.assign(room, boot());
    },
    async quiet() {
      await vi.waitFor(
        () => {
          const left = room.jobs.list({ states: ['queued', 'running'] }).items.map((job: Job) => `${job.type} ${job.subject} ${job.state}`);
          if (left.length > 0) throw new Error(`jobs are left: ${left.join(', ')}`);
        },
        { timeout: 50_000, interval: 10 },
      );
    },
    async add(...paths) {
      const { batchId } = room.documents.addPaths({ paths });
      await room.quiet();
      return batchId;
    },
    all: () => room.documents.list(EVERYTHING).items,
    libraryFiles: () => readdirSync(path.join(dir, 'library'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name),
    async close() {
      await room.documents.stop();
      await room.jobs.stop();
      room.storage.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  Object.assign(room, boot());
  return room;
}
