/** The real thing: llama.cpp in its process, with a real small model. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { copyFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallModel } from '../../scripts/testing/small-model.ts';
import { silentLog } from '../log/index.ts';
import { type Child, createSupervisor, type Supervisor } from '../supervisor/index.ts';
import { createInferenceClient, createLocalGenerator, type InferenceClient, type PromptMessage } from './index.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'sova model čž '));
let supervisor: Supervisor;
let child: Child;
let client: InferenceClient;
let file: string;

beforeAll(async () => {
  file = await smallModel();
  supervisor = createSupervisor({ log: silentLog, random: () => 0 });
  child = supervisor.add({ name: 'inference', command: process.execPath, args: [path.join(import.meta.dirname, 'child.ts')], env: {}, ipc: true });
  client = createInferenceClient(child);
}, 300_000);
afterAll(async () => {
  await supervisor.stopAll();
  rmSync(dir, { recursive: true, force: true });
});

const generatorOf = (file: string) => createLocalGenerator(client, { path: file, contextTokens: 2048, gpu: 'auto', kvCache: 'auto', idleMs: 60_000 });
const system: PromptMessage = { role: 'system', text: 'Answer only from the passages.' };
const question: PromptMessage = {
  role: 'user',
  text: 'Passages:\n\n[1] (Lease.pdf, page 2) The tenant must give notice of two months before leaving the flat.\n\nQuestion: How long before leaving must the tenant give notice?',
};
const never = AbortSignal.any([]);

function ask(o: { conversationId?: string; messages?: PromptMessage[]; maxTokens?: number; signal?: AbortSignal; onToken?(text: string): void }) {
  return generatorOf(file).generate({ conversationId: 'a', messages: [system, question], maxTokens: 60, temperature: 0, signal: never, onToken: () => undefined, onTakeBack: () => undefined, ...o });
}

describe('a model that is there', () => {
  test('answers from the passage, streamed as it is', async () => {
    let streamed = '';
    const result = await ask({ onToken: (text) => (streamed += text) });
    expect(result.text).toMatch(/two months/iu);
    expect(streamed).toBe(result.text);
    expect(result).toMatchObject({ ended: 'stop', reusedTokens: 0 });
    expect(result.outputTokens).toBeGreaterThan(3);
  });

  test('a follow-up reads only what is new', async () => {
    const first = await ask({ conversationId: 'follow' });
    const next: PromptMessage[] = [system, question, { role: 'assistant', text: first.text }, { role: 'user', text: 'Who must give it?' }];
    const second = await ask({ conversationId: 'follow', messages: next });
    expect(second.reusedTokens).toBeGreaterThanOrEqual(first.promptTokens - 1);
    expect(second.promptTokens - second.reusedTokens).toBeLessThan(40);
  });

  test('counts with the tokenizer of the model and says how fast it reads', async () => {
    const generator = generatorOf(file);
    expect(await generator.countTokens(['hello world', ''])).toEqual([2, 0]);
    const info = await generator.prepare(never);
    expect(info).toMatchObject({ contextTokens: 2048, leftMachine: false });
    expect(info.prefillTokensPerSecond).toBeGreaterThan(0);
  });

  test('a stop resolves with what there is and frees the model for the next', async () => {
    const stop = new AbortController();
    let pieces = 0;
    const result = await ask({
      messages: [system, { role: 'user', text: 'Write a very long story about a lighthouse.' }],
      maxTokens: 1500,
      signal: stop.signal,
      onToken() {
        pieces += 1;
        if (pieces === 5) stop.abort();
      },
    });
    expect(result.ended).toBe('aborted');
    expect(result.text).not.toBe('');
    expect((await ask({})).ended).toBe('stop');
  });

  test.runIf(process.platform === 'linux')('is estimated from its header within a tenth of what its process grows by', async () => {
    const { ramBytes, trainedContextTokens } = await client.estimate(file, { contextTokens: 2048, sequences: 2, kvCache: 'full' });
    expect(trainedContextTokens).toBe(8192);
    const fresh = createSupervisor({ log: silentLog });
    try {
      const own = fresh.add({ name: 'inference', command: process.execPath, args: [path.join(import.meta.dirname, 'child.ts')], env: {}, ipc: true });
      await own.start();
      const resident = () => Number(/^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${own.status().pid}/status`, 'utf8'))?.[1]) * 1024;
      const before = resident();
      await createLocalGenerator(createInferenceClient(own), { path: file, contextTokens: 2048, gpu: 'cpu', kvCache: 'full', idleMs: 60_000 }).prepare(never);
      expect(Math.abs(ramBytes / (resident() - before) - 1)).toBeLessThan(0.1);
    } finally {
      await fresh.stopAll();
    }
  });

  test('killed in the middle it says so; the next request works', async () => {
    const stopped = ask({
      messages: [system, { role: 'user', text: 'Write a very long story about a lighthouse.' }],
      maxTokens: 1500,
      onToken() {
        const { pid } = child.status();
        if (pid !== null) process.kill(pid, 'SIGKILL');
      },
    });
    await expect(stopped).rejects.toMatchObject({ reason: 'inference-stopped' });
    expect((await ask({})).text).toMatch(/two months/iu);
  });
});

describe('a file that is not a model', () => {
  const broken = (name: string) => path.join(dir, name);

  test.each([
    ['missing', async () => broken('missing.gguf'), 'model-missing'],
    ['a text', async () => (await writeFile(broken('text.gguf'), 'not a model'), broken('text.gguf')), 'model-corrupt'],
    ['a header of nonsense', async () => (await writeFile(broken('magic.gguf'), Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(200, 0xff)])), broken('magic.gguf')), 'model-corrupt'],
    [
      'cut off',
      async () => {
        await copyFile(file, broken('cut.gguf'));
        await truncate(broken('cut.gguf'), 40_000_000);
        return broken('cut.gguf');
      },
      'model-corrupt',
    ],
  ] as const)('%s is an error of that file only', async (_, make, code) => {
    const before = child.status().pid;
    await expect(generatorOf(await make()).prepare(never)).rejects.toMatchObject({ code, reason: 'model-failed' });
    expect(child.status()).toMatchObject({ state: 'running', pid: before });
    expect((await ask({ maxTokens: 2 })).outputTokens).toBeGreaterThan(0);
  });
});
