import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { modelBytes, SHAPES } from '../../scripts/testing/gguf/made-model.ts';
import { CatalogueModel, InstalledModel, type Job } from '../contract/index.ts';
import type { InferenceChannel } from '../generation/index.ts';
import { createJobs, type Jobs, jobsSchema } from '../jobs/index.ts';
import { silentLog } from '../log/index.ts';
import { createFileSecrets, createSettings, type SettingsRoom, settingsSchema } from '../settings/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import { type FaultyHub, sha256, startFaultyHub } from './campaign/faulty-hub.ts';
import { CATALOGUE } from './catalogue.ts';
import { expectedSpeed, fitOf, memoryOf } from './fit.ts';
import { createModels, type Models, modelsSchema } from './index.ts';

const GB = 1024 ** 3;
const PIECE = 32 * 1024;
const gguf = modelBytes(SHAPES.tiny);
const entry = { ...CATALOGUE[0], id: 'small', name: 'Small', repository: 'owner/small', files: [{ path: 'small.gguf', bytes: null, sha256: null }] };

/** No inference process: a model's memory is then judged by its size. */
const noInference: InferenceChannel = {
  start: () => Promise.reject(new Error('not here')),
  status: () => ({ name: 'inference', state: 'idle', pid: null, restarts: 0, since: '2026-01-01T00:00:00.000Z', detail: '' }),
  send: () => false,
  onMessage: () => () => undefined,
  onChange: () => () => undefined,
};

let dir: string;
let storage: Storage;
let jobs: Jobs;
let settings: SettingsRoom;
let models: Models;
let hub: FaultyHub;

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova soba š '));
  hub = await startFaultyHub({ content: gguf, sha256: sha256(gguf) }, () => null);
  open();
  settings.update({ models: { mirror: hub.url, proxy: null, maxMegabytesPerSecond: null } });
});

/** The room over the database in `dir`, as each start of the application opens it. */
function open(): void {
  storage = openStorage({ file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), schemas: [jobsSchema, settingsSchema, modelsSchema], log: silentLog });
  settings = createSettings({ storage });
  jobs = createJobs({ storage, log: silentLog, bootId: randomUUID(), queues: { download: 1, io: 1 } });
  const known = CatalogueModel.omit({ fit: true, memoryBytes: true, expectedTokensPerSecond: true, installed: true, jobId: true, paused: true }).parse(entry);
  models = createModels({ storage, jobs, settings, secrets: createFileSecrets(path.join(dir, 'secrets.json')), inference: noInference, modelsDir: path.join(dir, 'models'), log: silentLog, catalogue: [known], policy: { pieceBytes: PIECE, parallel: 1 } });
  mkdirSync(path.join(dir, 'models'), { recursive: true });
  jobs.start();
}
afterEach(async () => {
  await jobs.stop();
  storage.close();
  await hub.close();
  rmSync(dir, { recursive: true, force: true });
});

const ended = (id: string): Promise<Job> =>
  vi.waitFor(() => {
    const job = jobs.get(id);
    if (!job || job.finishedAt === null) throw new Error('still running');
    return job;
  }, 10_000);

test('a model of the catalogue is downloaded, listed, used and removed', async () => {
  expect(models.catalogue()).toMatchObject([{ id: 'small', installed: false, jobId: null }]);
  const { jobId } = models.download({ id: 'small' });
  expect(models.download({ id: 'small' }).jobId).toBe(jobId);
  expect((await ended(jobId)).state).toBe('completed');

  const [model] = models.installed().map((one) => InstalledModel.parse(one));
  if (!model) throw new Error('not installed');
  expect(model).toMatchObject({ id: 'small', origin: 'download', bytes: gguf.length, sha256: sha256(gguf), inUse: false });
  expect(readFileSync(model.path).equals(gguf)).toBe(true);
  expect(models.generator()).toBeNull();
  models.use({ id: 'small' });
  expect(settings.get().generator).toEqual({ kind: 'local', path: model.path });
  expect(models.installed()[0]?.inUse).toBe(true);
  expect(models.generator()).toBe(models.generator());

  await models.remove({ id: 'small' });
  expect(models.installed()).toEqual([]);
  expect(existsSync(model.path)).toBe(false);
  expect(settings.get().generator).toEqual({ kind: 'none' });
  expect(models.generator()).toBeNull();
});

test('a paused download stays paused over a restart, asks nothing of the network, and goes on when told', async () => {
  const { jobId } = models.download({ id: 'small' });
  models.pauseDownload({ jobId, paused: true });
  await vi.waitFor(() => expect(jobs.get(jobId)?.progress.stage).toBe('paused'));
  expect(models.catalogue()).toMatchObject([{ jobId, paused: true }]);
  await jobs.stop();
  storage.close();

  hub.requests.length = 0;
  open();
  await vi.waitFor(() => expect(jobs.get(jobId)).toMatchObject({ state: 'running', progress: { stage: 'paused' } }));
  expect(models.catalogue()).toMatchObject([{ jobId, paused: true }]);
  expect(hub.requests).toEqual([]);
  models.pauseDownload({ jobId, paused: false });
  expect((await ended(jobId)).state).toBe('completed');
  expect(models.installed()).toMatchObject([{ id: 'small', sha256: sha256(gguf) }]);
});

test('a download paused half-way goes on after a restart with what it has', async () => {
  settings.update({ models: { mirror: hub.url, proxy: null, maxMegabytesPerSecond: 0.2 } });
  const { jobId } = models.download({ id: 'small' });
  await vi.waitFor(() => expect(jobs.get(jobId)?.progress.done).toBeGreaterThan(2 * PIECE), 10_000);
  models.pauseDownload({ jobId, paused: true });
  await jobs.stop();
  storage.close();

  hub.requests.length = 0;
  open();
  settings.update({ models: { mirror: hub.url, proxy: null, maxMegabytesPerSecond: null } });
  await vi.waitFor(() => expect(jobs.get(jobId)?.progress.stage).toBe('paused'));
  models.pauseDownload({ jobId, paused: false });
  expect((await ended(jobId)).state).toBe('completed');
  expect(hub.requests.filter(({ range }) => range !== null).length).toBeLessThan(Math.ceil(gguf.length / PIECE));
  expect(models.installed()).toMatchObject([{ sha256: sha256(gguf) }]);
});

test('a cancelled download leaves nothing', async () => {
  settings.update({ models: { mirror: hub.url, proxy: null, maxMegabytesPerSecond: 0.1 } });
  const { jobId } = models.download({ id: 'small' });
  models.pauseDownload({ jobId, paused: true });
  await vi.waitFor(() => expect(jobs.get(jobId)?.state).toBe('running'));
  jobs.cancel(jobId);
  expect((await ended(jobId)).state).toBe('cancelled');
  await vi.waitFor(() => expect(existsSync(path.join(dir, 'models', 'small'))).toBe(false));
  expect(models.installed()).toEqual([]);
});

test.each(['copy', 'in-place'] as const)('a file from a stick is imported (%s); removing it spares the original', async (how) => {
  const file = path.join(dir, 'Moj Model č.gguf');
  writeFileSync(file, gguf);
  const { jobId } = models.importPath({ path: file, how });
  expect((await ended(jobId)).state).toBe('completed');
  const [model] = models.installed();
  expect(model).toMatchObject({ name: 'Moj Model č', role: 'generator', sha256: sha256(gguf), origin: how === 'copy' ? 'import' : 'in-place' });
  expect(model?.path === file).toBe(how === 'in-place');
  await models.remove({ id: model?.id ?? '' });
  expect(existsSync(file)).toBe(true);
  expect(existsSync(model?.path ?? '')).toBe(how === 'in-place');
});

test('a folder with an ONNX model and its tokenizer is a search model', async () => {
  const folder = path.join(dir, 'bge-reranker');
  mkdirSync(path.join(folder, 'onnx'), { recursive: true });
  writeFileSync(path.join(folder, 'onnx', 'model_int8.onnx'), 'weights');
  writeFileSync(path.join(folder, 'tokenizer.json'), '{}');
  expect((await ended(models.importPath({ path: folder, how: 'copy' }).jobId)).state).toBe('completed');
  expect(models.installed()).toMatchObject([{ role: 'reranker', name: 'bge-reranker' }]);
});

test.each([
  ['nothing', () => path.join(dir, 'missing.gguf'), 'model-missing'],
  [
    'a text',
    () => {
      writeFileSync(path.join(dir, 'text.gguf'), 'no model');
      return path.join(dir, 'text.gguf');
    },
    'model-corrupt',
  ],
] as const)('%s is refused with its code', async (_, make, code) => {
  const job = await ended(models.importPath({ path: make(), how: 'copy' }).jobId);
  expect(job).toMatchObject({ state: 'failed', errors: [{ code }] });
  expect(models.installed()).toEqual([]);
});

test('the catalogue is whole: known roles, licences, repositories, and no invented hash or size', () => {
  const qwen = CATALOGUE.find(({ id }) => id === 'qwen2.5-7b-instruct');
  expect(qwen).toMatchObject({ quantisation: 'Q4_K_M', role: 'generator' });
  expect(new Set(CATALOGUE.map(({ role }) => role))).toEqual(new Set(['generator', 'embedder', 'reranker']));
  for (const { repository, licence, files } of CATALOGUE) {
    expect(repository).toMatch(/^[\w.-]+\/[\w.-]+$/u);
    expect(licence).not.toBe('');
    for (const file of files) expect(file).toMatchObject({ bytes: null, sha256: null });
  }
});

test('fit and speed follow from memory', () => {
  const machine = { memoryBytes: 16 * GB, bandwidth: 40e9 };
  const seven = memoryOf({ parameters: '7.6B', quantisation: 'Q4_K_M', bytes: null });
  expect(seven).toBeGreaterThan(4.5e9);
  expect(seven).toBeLessThan(6e9);
  expect(fitOf(seven, machine)).toBe('good');
  expect(fitOf(seven, { ...machine, memoryBytes: 7 * GB })).toBe('tight');
  expect(fitOf(seven, { ...machine, memoryBytes: 4 * GB })).toBe('no');
  expect(fitOf(null, machine)).toBe('unknown');
  expect(expectedSpeed(seven, machine)).toBeGreaterThan(5);
  expect(expectedSpeed(seven, { ...machine, bandwidth: null })).toBeNull();
});
