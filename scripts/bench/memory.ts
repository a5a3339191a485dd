/**
 * `npm run eval:memory [-- NAME … CONTEXT … full|quantised]`: the memory foretold from a model's header beside what its process grew by,
 * for the real small model and for made files of published shapes; each load in a process of its own.
 */
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInferenceClient, createLocalGenerator } from '../../electron/generation/index.ts';
import type { KvCache } from '../../electron/contract/index.ts';
import { silentLog } from '../../electron/log/index.ts';
import { createSupervisor } from '../../electron/supervisor/index.ts';
import { SHAPES, type Shape, writeModel } from '../testing/gguf/made-model.ts';
import { smallModel } from '../testing/small-model.ts';
import { machine } from './measure.ts';

const CONTEXTS = [2048, 8192];
const KV_CACHES: readonly KvCache[] = ['full', 'quantised'];
/** As many conversations as are kept where memory is not tight. */
const SEQUENCES = 2;
const WANTED = 0.1;
const GIBIBYTE = 1024 ** 3;
/** More than one batch: every buffer has been written to. */
const PROMPT = 'The tenant must give notice of two months before leaving the flat. '.repeat(12);

const MADE: Record<string, Shape> = { 'llama-1b': SHAPES['llama-1b'], 'qwen2.5-1.5b': SHAPES['qwen2.5-1.5b'], 'qwen2.5-7b': SHAPES['qwen2.5-7b'] };

/** Bytes of this process that are in memory, as the system counts them. */
function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

async function inProcess<T>(work: (client: ReturnType<typeof createInferenceClient>, pid: number) => Promise<T>): Promise<T> {
  const supervisor = createSupervisor({ log: silentLog });
  const child = supervisor.add({ name: 'inference', command: process.execPath, args: [path.join(import.meta.dirname, '../../electron/generation/child.ts')], env: {}, ipc: true });
  try {
    await child.start();
    return await work(createInferenceClient(child), child.status().pid ?? 0);
  } finally {
    await supervisor.stopAll();
  }
}

async function measure(file: string, contextTokens: number, kvCache: KvCache): Promise<{ foretold: number; taken: number }> {
  const foretold = await inProcess(async (client) => (await client.estimate(file, { contextTokens, sequences: SEQUENCES, kvCache })).ramBytes);
  const taken = await inProcess(async (client, pid) => {
    const before = residentBytes(pid);
    const generator = createLocalGenerator(client, { path: file, contextTokens, gpu: 'cpu', kvCache, idleMs: 600_000 });
    await generator.generate({ conversationId: 'a', messages: [{ role: 'user', text: PROMPT }], maxTokens: 2, temperature: 0, signal: AbortSignal.any([]), onToken: () => undefined, onTakeBack: () => undefined });
    return residentBytes(pid) - before;
  });
  return { foretold, taken };
}

async function evaluate(name: string, file: string): Promise<number[]> {
  const misses: number[] = [];
  for (const contextTokens of CONTEXTS.filter((tokens) => wants(String(tokens), CONTEXTS.map(String)))) {
    for (const kvCache of KV_CACHES.filter((kept) => wants(kept, KV_CACHES))) {
      const { foretold, taken } = await measure(file, contextTokens, kvCache);
      const miss = foretold / taken - 1;
      misses.push(miss);
      console.log(`| ${name} | ${contextTokens} | ${kvCache === 'full' ? '16 bits' : '8 bits'} | ${(foretold / 1e6).toFixed(0)} | ${(taken / 1e6).toFixed(0)} | ${(miss * 100).toFixed(1)} % |`);
    }
  }
  return misses;
}

const chosen = process.argv.slice(2);
/** Chosen, or none of its kind was. */
function wants(name: string, kind: readonly string[]): boolean {
  return chosen.includes(name) || !kind.some((other) => chosen.includes(other));
}
const names = ['SmolLM2-135M', ...Object.keys(MADE)];
const folder = mkdtempSync(path.join(tmpdir(), 'sova-memory-'));
const misses: number[] = [];
try {
  console.log(`${machine()}\n\n| model | context, tokens | kept in | foretold, MB | taken, MB | miss |\n|---|---:|---|---:|---:|---:|`);
  if (wants('SmolLM2-135M', names)) misses.push(...(await evaluate('SmolLM2-135M', await smallModel())));
  for (const [name, shape] of Object.entries(MADE)) {
    if (!wants(name, names)) continue;
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < 8 * GIBIBYTE) {
      console.log(`| ${name} | | | | | left out: less than 8 GiB of disk |`);
      continue;
    }
    const file = path.join(folder, `${name}.gguf`);
    await writeModel(file, shape);
    misses.push(...(await evaluate(name, file)));
    rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const worst = Math.max(...misses.map(Math.abs));
console.log(`\n${misses.length} loads, the largest miss ${(worst * 100).toFixed(1)} % (wanted: at most ${WANTED * 100} %)`);
process.exitCode = worst <= WANTED ? 0 : 1;
