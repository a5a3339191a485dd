/** Files that pass every check of their header and still lie: really loaded, in the process that exists for that. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { modelBytes, SHAPES } from '../../scripts/testing/gguf/made-model.ts';
import { silentLog } from '../log/index.ts';
import { createSupervisor, type Supervisor } from '../supervisor/index.ts';
import { parseHeader } from './gguf/scan.ts';
import { createInferenceClient, createLocalGenerator, GenerationError, type InferenceClient } from './index.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'sova zlo ž '));
const good = modelBytes(SHAPES.tiny);
const LOADED = 6;
let supervisor: Supervisor;
let client: InferenceClient;

beforeAll(() => {
  supervisor = createSupervisor({ log: silentLog, random: () => 0, policy: { crashLimit: 100, firstBackOffMs: 10 } });
  client = createInferenceClient(supervisor.add({ name: 'inference', command: process.execPath, args: [path.join(import.meta.dirname, 'child.ts')], env: {}, ipc: true }));
});
afterAll(async () => {
  await supervisor.stopAll();
  rmSync(dir, { recursive: true, force: true });
});

function prepare(name: string, bytes: Buffer): Promise<unknown> {
  const file = path.join(dir, name);
  writeFileSync(file, bytes);
  return createLocalGenerator(client, { path: file, contextTokens: 512, gpu: 'cpu', kvCache: 'auto', idleMs: 60_000 }).prepare(AbortSignal.any([]));
}

test('each is an error with its reason, and the next good model loads', { timeout: 60_000 }, async () => {
  const change = fc.record({ at: fc.integer({ min: 24, max: good.indexOf('output_norm.weight') }), byte: fc.nat(255) });
  const lies = fc
    .sample(fc.array(change, { minLength: 1, maxLength: 6 }), { numRuns: 500, seed: 11 })
    .map((changes) => {
      const bytes = Buffer.from(good);
      for (const { at, byte } of changes) bytes[at] = byte;
      return bytes;
    })
    .filter((bytes) => passes(bytes))
    .slice(0, LOADED);
  expect(lies).toHaveLength(LOADED);
  const outcomes = new Set<string>();
  for (const [index, bytes] of lies.entries()) {
    const outcome = await prepare(`${index}.gguf`, bytes).then(
      () => 'loaded',
      (error: unknown) => (error instanceof GenerationError ? error.reason : `unexpected: ${String(error)}`),
    );
    outcomes.add(outcome);
  }
  const known = new Set(['loaded', 'model-failed', 'out-of-memory', 'inference-stopped']);
  expect([...outcomes].filter((outcome) => !known.has(outcome))).toEqual([]);
  await expect(prepare('good.gguf', good)).resolves.toMatchObject({ contextTokens: 512 });
});

function passes(bytes: Buffer): boolean {
  try {
    parseHeader(bytes, bytes.length);
    return true;
  } catch {
    return false;
  }
}
