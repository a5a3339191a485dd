/** The models room assembled: what there is, what is coming, what answers. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { totalmem } from 'node:os';
import path from 'node:path';
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { CodedError, type GeneratorChoice, type Health, type Job, type models, type Settings, type SettingsPatch } from '../contract/index.ts';
import { createInferenceClient, discoverEndpoints, type Generator, type InferenceChannel } from '../generation/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Log } from '../log/index.ts';
import type { Secrets } from '../settings/index.ts';
import type { Storage } from '../storage/index.ts';
import { CATALOGUE, type CatalogueEntry } from './catalogue.ts';
import type { DownloadPolicy } from './download/download.ts';
import type { Fetch } from './download/hub.ts';
import { createDownloadGates } from './download-gates.ts';
import { createDownloadHandler, DOWNLOAD } from './download-job.ts';
import { expectedSpeed, fitOf, type Machine, measureBandwidth, memoryOf } from './fit.ts';
import { createGenerators, endpointKeyName } from './generators.ts';
import { createImportHandler, IMPORT } from './import-job.ts';
import { createModelStore, type StoredModel } from './model-store.ts';
import { createProxySetting } from './proxy.ts';

type Inputs = InferContractRouterInputs<typeof models>;
type Outputs = InferContractRouterOutputs<typeof models>;

export interface ModelsOptions {
  storage: Storage;
  jobs: Jobs;
  settings: { get(): Settings; update(patch: SettingsPatch): Settings; onChange(callback: (settings: Settings) => void): () => void };
  secrets: Secrets;
  inference: InferenceChannel;
  /** Downloads and copies lie here, a folder each. */
  modelsDir: string;
  log: Log;
  catalogue?: readonly CatalogueEntry[];
  fetch?: Fetch;
  policy?: Partial<DownloadPolicy>;
  clock?: () => number;
}

/** Inputs and outputs are the contract's (electron/contract/models.ts); errors are `CodedError`. */
export interface Models {
  catalogue(): Outputs['catalogue'];
  installed(): Outputs['installed'];
  download(input: Inputs['download']): Outputs['download'];
  pauseDownload(input: Inputs['pauseDownload']): void;
  importPath(input: Inputs['importPath']): Outputs['importPath'];
  remove(input: Inputs['remove']): Promise<void>;
  use(input: Inputs['use']): void;
  discover(): Promise<Outputs['discover']>;
  setEndpointKey(input: Inputs['setEndpointKey']): Promise<void>;
  onEvent(listener: (event: { type: 'changed' }) => void): () => void;
  /** The one that answers now, or the given one; null: excerpts. */
  generator(choice?: GeneratorChoice): Generator | null;
  /** What became of it, where it is a file on this machine. */
  runtime(): Health['generator'];
}

const MEGABYTE = 1024 * 1024;
/** A model's memory is judged with so much context. */
const JUDGED_BY = { contextTokens: 4096, sequences: 1, kvCache: 'full' } as const;

export function createModels(o: ModelsOptions): Models {
  const clock = o.clock ?? Date.now;
  const entries = o.catalogue ?? CATALOGUE;
  const store = createModelStore(o.storage);
  const inference = createInferenceClient(o.inference);
  const listeners = new Set<(event: { type: 'changed' }) => void>();
  const machine: Machine = { memoryBytes: totalmem(), bandwidth: null };
  const generator = createGenerators({ settings: o.settings, inference, secrets: o.secrets });

  const proxy = createProxySetting();
  proxy.apply(o.settings.get().models.proxy);
  o.settings.onChange(({ models }) => proxy.apply(models.proxy));

  const changed = (): void => {
    for (const listener of listeners) listener({ type: 'changed' });
  };
  inference.onRuntime(changed);
  const folderOf = (id: string): string => path.join(o.modelsDir, id.replace(/[^\p{L}\p{N}._-]+/gu, '-'));
  const entryOf = (id: string): CatalogueEntry | undefined => entries.find((entry) => entry.id === id);
  const stored = (id: string): StoredModel => {
    const model = store.get(id);
    if (!model) throw new CodedError('unknown-model', 'There is no such model on this machine', { id });
    return model;
  };
  const gates = createDownloadGates(o.storage, () => megabytesToBytes(o.settings.get().models.maxMegabytesPerSecond));

  /** From the header where it can be read; a model that cannot be judged is still there. */
  async function memoryOfFile(file: string): Promise<number | null> {
    if (!file.endsWith('.gguf')) return null;
    return inference.estimate(file, JUDGED_BY).then(
      ({ ramBytes }) => ramBytes,
      (error: unknown) => {
        o.log.warn('the memory a model needs was not estimated', { file, error });
        return null;
      },
    );
  }

  async function keep(model: Omit<StoredModel, 'memory_bytes' | 'added_at'>): Promise<void> {
    store.put({ ...model, memory_bytes: (await memoryOfFile(model.path)) ?? memoryOf({ parameters: '', quantisation: null, bytes: model.bytes }), added_at: clock() });
    changed();
  }

  o.jobs.register(
    createDownloadHandler({
      entry: entryOf,
      folderOf,
      gateOf: gates.of,
      settings: o.settings,
      fetch: o.fetch ?? fetch,
      ...(o.policy ? { policy: o.policy } : {}),
      async arrived(entry, files) {
        const [first] = files;
        if (!first) throw new Error(`the catalogue names no file of ${entry.id}`);
        const file = entry.role === 'generator' ? first.path : folderOf(entry.id);
        const bytes = files.reduce((sum, part) => sum + part.bytes, 0);
        await keep({ id: entry.id, role: entry.role, name: entry.name, path: file, bytes, sha256: files.length === 1 ? first.sha256 : null, origin: 'download' });
      },
    }),
  );
  o.jobs.register(
    createImportHandler({
      folderOf,
      imported: ({ found, path: file, sha256, origin }) => keep({ id: idOf(found.name), role: found.role, name: found.name, path: file, bytes: found.bytes, sha256, origin }),
    }),
  );
  o.jobs.onEvent((event) => {
    if (event.type !== 'changed' || (event.job.type !== DOWNLOAD && event.job.type !== IMPORT)) return;
    if (event.job.finishedAt !== null) gates.forget(event.job.id);
    if (event.job.type === DOWNLOAD && event.job.state === 'cancelled') void discard(event.job);
    changed();
  });

  /** What a cancelled download had brought. */
  async function discard(job: Job): Promise<void> {
    const entry = entries.find(({ name }) => name === job.subject);
    if (!entry || store.get(entry.id)) return;
    await rm(folderOf(entry.id), { recursive: true, force: true }).catch((error: unknown) => o.log.warn('a cancelled download left files', { error }));
  }

  const running = (name: string): Job | undefined =>
    o.jobs.list({ states: ['queued', 'running', 'waiting'], limit: 500 }).items.find((job) => job.type === DOWNLOAD && job.subject === name);

  const inUse = (model: StoredModel): boolean => {
    const { generator: chosen, retrieval } = o.settings.get();
    if (model.role === 'generator') return chosen.kind === 'local' && chosen.path === model.path;
    return model.role === 'embedder' ? retrieval.embedder === model.id : retrieval.reranker;
  };

  return {
    catalogue() {
      machine.bandwidth ??= measureBandwidth();
      return entries.map((entry) => {
        const installed = store.get(entry.id);
        const job = running(entry.name);
        const sizes = entry.files.map((file) => file.bytes);
        const bytes = installed?.bytes ?? sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
        const memoryBytes = installed?.memory_bytes ?? memoryOf({ ...entry, bytes });
        return {
          ...entry,
          fit: fitOf(memoryBytes, machine),
          memoryBytes,
          expectedTokensPerSecond: entry.role === 'generator' ? expectedSpeed(memoryBytes, machine) : null,
          installed: installed !== undefined,
          jobId: job?.id ?? null,
          paused: job !== undefined && gates.isPaused(job.id),
        };
      });
    },
    installed: () =>
      store.list().map((model) => ({
        id: model.id,
        role: model.role,
        name: model.name,
        path: model.path,
        bytes: model.bytes,
        sha256: model.sha256,
        origin: model.origin,
        inUse: inUse(model),
        fit: existsSync(model.path) ? fitOf(model.memory_bytes, machine) : 'unknown',
        memoryBytes: model.memory_bytes,
        runtime: inference.runtimeOf(model.path),
        addedAt: new Date(model.added_at).toISOString(),
      })),
    download({ id }) {
      const entry = entryOf(id);
      if (!entry) throw new CodedError('unknown-model', 'The catalogue has no such model', { id });
      return { jobId: o.jobs.enqueue({ type: DOWNLOAD, payload: { modelId: id }, subject: entry.name, uniqueKey: id }).id };
    },
    pauseDownload({ jobId, paused }) {
      const job = o.jobs.get(jobId);
      if (job?.type !== DOWNLOAD) throw new CodedError('unknown-job', 'There is no such download', { id: jobId });
      if (job.finishedAt !== null) throw new CodedError('job-finished', 'The download has ended', { id: jobId });
      gates.pause(jobId, paused);
      changed();
    },
    importPath({ path: given, how }) {
      return { jobId: o.jobs.enqueue({ type: IMPORT, payload: { path: given, how }, subject: path.basename(given), uniqueKey: given }).id };
    },
    async remove({ id }) {
      const model = stored(id);
      if (inUse(model)) unuse(model);
      store.remove(id);
      // A file used where it lies is the person's.
      if (model.origin !== 'in-place') await rm(folderOf(model.origin === 'download' ? id : model.name), { recursive: true, force: true });
      changed();
    },
    use({ id }) {
      const model = stored(id);
      if (!existsSync(model.path)) throw new CodedError('model-missing', 'The file of the model is gone', { path: model.path });
      const { retrieval } = o.settings.get();
      if (model.role === 'generator') o.settings.update({ generator: { kind: 'local', path: model.path } });
      else o.settings.update({ retrieval: model.role === 'embedder' ? { ...retrieval, embedder: id } : { ...retrieval, reranker: true } });
      changed();
    },
    discover: () => discoverEndpoints(),
    async setEndpointKey({ baseUrl, key }) {
      if (key === '') await o.secrets.delete(endpointKeyName(baseUrl));
      else await o.secrets.set(endpointKeyName(baseUrl), key);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    generator,
    runtime() {
      const { generator: chosen } = o.settings.get();
      return chosen.kind === 'local' ? { name: path.basename(chosen.path, '.gguf'), runtime: inference.runtimeOf(chosen.path) } : null;
    },
  };

  function unuse(model: StoredModel): void {
    const { retrieval } = o.settings.get();
    if (model.role === 'generator') o.settings.update({ generator: { kind: 'none' } });
    else o.settings.update({ retrieval: model.role === 'embedder' ? { ...retrieval, embedder: 'auto' } : { ...retrieval, reranker: false } });
  }
}

const idOf = (name: string): string => `import-${name.toLowerCase().replace(/[^\p{L}\p{N}._-]+/gu, '-')}`;

const megabytesToBytes = (megabytes: number | null): number | null => (megabytes === null ? null : megabytes * MEGABYTE);
