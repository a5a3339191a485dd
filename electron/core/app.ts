/** The application assembled: every room, once, in the order in which they need each other. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { chatSchema, createChat, isWrongLanguage } from '../chat/index.ts';
import type { DataNotice, Health } from '../contract/index.ts';
import { createDocuments, documentsSchema } from '../documents/index.ts';
import { createEngineClient } from '../engine/index.ts';
import { createJobs, jobsSchema } from '../jobs/index.ts';
import { createLog, type Log } from '../log/index.ts';
import { createModels, modelsSchema } from '../models/index.ts';
import { createPrompts, promptsSchema } from '../prompts/index.ts';
import { createSettings, type SettingsRoom, settingsSchema } from '../settings/index.ts';
import { openStorage, type StorageNotice } from '../storage/index.ts';
import { createSupervisor, type OwnerLock, takeOwnerLock } from '../supervisor/index.ts';
import { type Api, createApi } from './api.ts';
import { chromaSpec, engineSpec, inferenceSpec } from './children.ts';
import type { AppConfig, HostPorts } from './config.ts';
import { dataFolderProblem } from './data-folder.ts';
import { createEngineLink, type EngineLink } from './engine-link.ts';
import { createFileServer, type FileRequest } from './files.ts';
import { handlerOptions } from './handler-options.ts';
import { createHealth } from './health.ts';
import { type DataPaths, dataPaths } from './paths.ts';
import { patientSearch } from './patient-search.ts';
import { type AppRouter, createRouter } from './router/index.ts';

export interface App {
  readonly router: AppRouter;
  /** For every oRPC handler that carries the router. */
  readonly handlerOptions: ReturnType<typeof handlerOptions>;
  readonly api: Api;
  readonly log: Log;
  readonly settings: SettingsRoom;
  serveFile(request: FileRequest): Promise<Response>;
  health(): Promise<Health>;
  /** Where this instance answers: a second start on the same data opens it. */
  describe(place: { url: string }): void;
  /** Starts the children and the jobs; returns at once. */
  start(): void;
  /** Resolves when questions can be asked. */
  answering(signal?: AbortSignal): Promise<void>;
  /** The machine was asleep, or is about to sleep. */
  suspend(): void;
  resume(): void;
  /** Jobs paused, answers ended, children stopped, database closed. Safe to call twice. */
  stop(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
/** One for now; every address of a passage has it already. */
const WORKSPACE = 'default';
/** What a reader process may come to need; above that its file fails. */
const READER_BYTES = 2 * 1024 * MEGABYTE;
/** How many jobs of a kind run at once: each ingest reads in a process of its own, so one a core and no more than fit into memory; copying and downloads are bound by the disk and the line; a paused download keeps its place. */
const QUEUES = { ingest: Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / (2 * READER_BYTES)))), io: 2, download: 3 };

/**
 * Opens the data directory and assembles the rooms; nothing runs until `start()`.
 * Throws `OwnedByOther` when another instance has the directory, `StorageRefused` when its database cannot be used,
 * `CodedError` in a person's words when the folder cannot be written to.
 */
export async function createApp(config: AppConfig, ports: HostPorts): Promise<App> {
  try {
    return await open(config, ports);
  } catch (error) {
    throw dataFolderProblem(error, config.dataDir, config.locales);
  }
}

async function open(config: AppConfig, ports: HostPorts): Promise<App> {
  const paths = dataPaths(config.dataDir);
  const lock = await takeOwnerLock(config.dataDir);
  const log = createLog({ dir: paths.logs });
  try {
    for (const dir of [paths.engine, paths.vectors, paths.models, paths.library, paths.incoming]) await mkdir(dir, { recursive: true });
    return assemble(config, ports, { paths, lock, log });
  } catch (error) {
    log.error('the application could not be assembled', { error });
    log.close();
    lock.release();
    throw error;
  }
}

interface Ground {
  paths: DataPaths;
  lock: OwnerLock;
  log: ReturnType<typeof createLog>;
}

function assemble(config: AppConfig, ports: HostPorts, { paths, lock, log }: Ground): App {
  const storage = openStorage({ file: paths.database, snapshotsDir: paths.snapshots, schemas: [settingsSchema, jobsSchema, documentsSchema, chatSchema, modelsSchema, promptsSchema], log: log.child('storage') });
  const settings = createSettings({ storage });
  const supervisor = createSupervisor({ log, lock });
  const chroma = supervisor.add(chromaSpec(config, paths));
  const engineChild = supervisor.add(engineSpec(config, paths));
  const spec = inferenceSpec(config);
  const inference = ports.inference?.(log.child('inference'), spec.env) ?? supervisor.add(spec);
  const engine = createEngineClient({ endpoint: () => engineChild.endpoint() });
  const link = createEngineLink({ engine, engineChild, chromaChild: chroma, log: log.child('link') });
  const jobs = createJobs({ storage, log: log.child('jobs'), bootId: lock.instance, queues: QUEUES });
  const documents = createDocuments({ storage, jobs, engine, settings, libraryDir: paths.library, incomingDir: paths.incoming, log: log.child('documents') });
  const models = createModels({ storage, jobs, settings, secrets: ports.secrets(log.child('secrets')), inference, modelsDir: paths.models, log: log.child('models') });
  const prompts = createPrompts({ storage, isOtherLanguage: isWrongLanguage });
  const search = patientSearch(engine, engineChild);
  const chat = createChat({
    storage,
    search: { search: (request, signal) => search({ ...request, workspace: WORKSPACE }, signal) },
    check: { check: async (sentences, signal) => (await engine.check({ sentences: [...sentences] }, signal)).sentences },
    generator: () => models.generator(),
    generatorFor: (choice) => models.generator(choice),
    prompts,
    settings,
    documentName: (id) => documents.nameOf(id),
    log: log.child('chat'),
  });
  const health = createHealth({
    version: config.version,
    dataDir: config.dataDir,
    engine: engineChild,
    chroma,
    inference,
    link,
    generator: () => models.runtime(),
    queues: () => jobs.depths(),
    reserveBytes: () => settings.get().limits.reserveMegabytes * MEGABYTE,
  });
  const api = createApi({ health, documents, jobs, chat, engine });
  const info = { version: config.version, host: config.host, platform: process.platform, dataDir: config.dataDir, locales: [...config.locales], cpu: { model: cpus()[0]?.model ?? '', cores: cpus().length }, memoryBytes: totalmem(), dataNotices: storage.notices.map(dataNotice) };
  const router = createRouter({ api, chat, children: [engineChild, chroma, inference], documents, engine, health, info, jobs, log, models, prompts, settings });

  jobs.onEvent(health.poke);
  models.onEvent(health.poke);
  whenReady(link, () => {
    jobs.wake();
    documents.reconcile().catch((error: unknown) => log.warn('the engine and the library were not compared', { error }));
  });

  let stopping: Promise<void> | null = null;
  async function stop(): Promise<void> {
    jobs.pause();
    await chat.close();
    await documents.stop();
    await jobs.stop();
    link.stop();
    health.stop();
    await inference.stop();
    await supervisor.stopAll();
    storage.close();
    log.info('stopped');
    log.close();
    lock.release();
  }

  return {
    router,
    handlerOptions: handlerOptions(log),
    api,
    log,
    settings,
    serveFile: createFileServer(documents),
    health: () => health.read(),
    describe: (place) => lock.describe(place),
    start() {
      for (const child of [engineChild, chroma]) child.start().catch((error: unknown) => log.error('a part did not start', { name: child.name, error }));
      link.start();
      documents.start();
      jobs.start();
    },
    answering: (signal) => health.answering(signal),
    suspend: () => jobs.pause(),
    resume() {
      void link.refresh();
      jobs.resume();
    },
    stop: () => (stopping ??= stop()),
  };
}

function dataNotice({ kind, snapshotTakenAt, setAside }: StorageNotice): DataNotice {
  return { kind, snapshotTakenAt: snapshotTakenAt === null ? null : new Date(snapshotTakenAt).toISOString(), setAside };
}

/** Calls back each time the engine becomes ready: at the start, and again after a crash. */
function whenReady(link: EngineLink, callback: () => void): void {
  let was = false;
  link.onChange(() => {
    const is = link.ready()?.ready === true;
    if (is && !was) callback();
    was = is;
  });
}
