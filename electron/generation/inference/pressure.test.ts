/** The inference process's work with a real, tiny model, told how much memory is free. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SHAPES, writeModel } from '../../../scripts/testing/gguf/made-model.ts';
import type { FromInference, ModelSpec, ToInference } from '../protocol.ts';
import { createWorker } from './worker.ts';

const GB = 1024 ** 3;
const dir = mkdtempSync(path.join(tmpdir(), 'sova pritisak '));
const spec: ModelSpec = { path: path.join(dir, 'tiny.gguf'), contextTokens: 2048, gpu: 'cpu', kvCache: 'auto', idleMs: 600_000 };
let free: number;
let said: FromInference[] = [];
let lastId = 0;

beforeAll(() => writeModel(spec.path, SHAPES.tiny));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const start = () => {
  said = [];
  return createWorker((message) => said.push(message), { freeMemory: async () => free, watchMs: 5 });
};
type Request = ToInference extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;
async function ask(worker: ReturnType<typeof createWorker>, request: Request): Promise<FromInference> {
  lastId += 1;
  const id = lastId;
  worker.handle({ ...request, id });
  return vi.waitFor(() => {
    const reply = said.find((message) => 'id' in message && message.id === id && message.type !== 'text');
    if (!reply) throw new Error('no reply yet');
    return reply;
  }, 20_000);
}
const runtimes = () => said.flatMap((message) => (message.type === 'runtime' ? [message.runtime] : []));
const generate: Request = { type: 'generate', model: spec, conversationId: 'a', messages: [{ role: 'user', text: 'a' }], maxTokens: 200, temperature: 0 };

test('a model that rests is let go when memory runs short, and comes back with the next question', async () => {
  free = 8 * GB;
  const worker = start();
  expect(await ask(worker, { type: 'prepare', model: spec })).toMatchObject({ type: 'prepared', info: { contextTokens: 2048, kvCache: 'full' } });
  expect(runtimes()).toMatchObject([{ state: 'loaded', backend: 'cpu', contextTokens: 2048, wantedContextTokens: 2048 }]);
  free = 0.1 * GB;
  await vi.waitFor(() => expect(runtimes().at(-1)).toEqual({ state: 'let-go', why: 'memory' }), 5000);
  free = 8 * GB;
  expect(await ask(worker, { type: 'prepare', model: spec })).toMatchObject({ type: 'prepared' });
  await ask(worker, { type: 'unload' });
});

test('never in the middle of an answer', async () => {
  free = 8 * GB;
  const worker = start();
  await ask(worker, { type: 'prepare', model: spec });
  const answer = ask(worker, generate);
  free = 0;
  const reply = await answer;
  expect(reply).toMatchObject({ type: 'generated' });
  await vi.waitFor(() => expect(runtimes().at(-1)).toEqual({ state: 'let-go', why: 'memory' }), 5000);
  const order = said.map((message) => (message.type === 'runtime' ? message.runtime.state : message.type)).filter((type) => type !== 'text');
  expect(order).toEqual(['loaded', 'prepared', 'generated', 'let-go']);
});

test('where memory is tight the state is kept smaller, and what cannot fit is refused in numbers', async () => {
  const worker = start();
  free = 8 * GB;
  const estimated = await ask(worker, { type: 'estimate', path: spec.path, contextTokens: 8192, sequences: 1, kvCache: 'quantised' });
  if (estimated.type !== 'estimated') throw new Error(estimated.type);
  free = 512 * 1024 * 1024 + estimated.estimate.ramBytes;
  expect(await ask(worker, { type: 'prepare', model: { ...spec, contextTokens: 8192 } })).toMatchObject({ info: { contextTokens: 8192, kvCache: 'quantised' } });
  await ask(worker, { type: 'unload' });
  free = 513 * 1024 * 1024;
  const refused = await ask(worker, { type: 'prepare', model: spec });
  expect(refused).toMatchObject({ type: 'failed', code: 'model-too-large', details: { freeBytes: 1024 * 1024 } });
  expect(runtimes().at(-1)).toMatchObject({ state: 'refused', freeBytes: 1024 * 1024 });
});
