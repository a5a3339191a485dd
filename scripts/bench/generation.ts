/**
 * `npm run bench:generation`: what writing an answer costs beside node-llama-cpp's own loop on the same model, context
 * and threads, taken in turns in one run; what a follow-up saves; how soon a stop is obeyed; how fast prompts are read.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { getModuleVersion } from 'node-llama-cpp';
import { z } from 'zod';
import { createInferenceClient, createLocalGenerator, type Generator, type PromptMessage } from '../../electron/generation/index.ts';
import { silentLog } from '../../electron/log/index.ts';
import { createSupervisor } from '../../electron/supervisor/index.ts';
import { smallModel } from '../testing/small-model.ts';
import { machine, type Spread, spread } from './measure.ts';

/** Fewer by `-- ROUNDS`, for a machine that is never quiet. */
const ROUNDS = Number(process.argv[2] ?? 7);
const STOPS = 3 * ROUNDS;
const TOKENS = 128;
const CONTEXT = 2048;
/** The whole run; then everything is ended, and the figures that are there do not count. */
const LONGEST_MS = 15 * 60_000;
const STORY = 'Write a very long story about a lighthouse and its keeper.';

const Bare = z.object({ speed: z.number(), cpuSpeed: z.number() });

const passages = Array.from({ length: 12 }, (_, index) => `[${index + 1}] (Lease.pdf, page ${index + 1}) Rule ${index + 1} of the house says that the tenant of flat ${index * 7} pays by the day ${index + 3} of each month.`);
const first: PromptMessage[] = [
  { role: 'system', text: 'Answer only from the passages.' },
  { role: 'user', text: `Passages:\n\n${passages.join('\n\n')}\n\nQuestion: By which day does the tenant of flat 7 pay?` },
];
const figures = { ours: [] as number[], bare: [] as number[], ratio: [] as number[], cpuRatio: [] as number[], warm: [] as number[], cold: [] as number[], reuse: [] as number[], prefill: [] as number[], stopWriting: [] as number[], stopReading: [] as number[] };

interface Asked {
  conversationId: string;
  messages: readonly PromptMessage[];
  maxTokens: number;
  signal?: AbortSignal;
  onToken?(): void;
}

function ask(generator: Generator, { conversationId, messages, maxTokens, signal = ending, onToken = () => undefined }: Asked) {
  return generator.generate({ conversationId, messages, maxTokens, temperature: 0, signal, onToken, onTakeBack: () => undefined });
}

/** Processor time of this process so far, in seconds; NaN where the system does not say. */
function cpuSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Tokens a second as they arrive here, at the core's end of the process; and a second of both processes' processor time. */
async function writing(generator: Generator, pid: number, round: number): Promise<z.infer<typeof Bare>> {
  const at: { ms: number; cpu: number }[] = [];
  const now = () => ({ ms: performance.now(), cpu: cpuSeconds(pid) + cpuSeconds(process.pid) });
  const { outputTokens } = await ask(generator, { conversationId: `story ${round}`, messages: [{ role: 'user', text: STORY }], maxTokens: TOKENS, onToken: () => at.push(now()) });
  const [begun, ended] = [at[0] ?? now(), at.at(-1) ?? now()];
  return { speed: (outputTokens - 1) / ((ended.ms - begun.ms) / 1000), cpuSpeed: (outputTokens - 1) / (ended.cpu - begun.cpu) };
}

async function alone(file: string, threads: number): Promise<z.infer<typeof Bare>> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'bare-llama.ts'), file, String(CONTEXT), String(TOKENS), String(threads), STORY], { signal: ending });
  return Bare.parse(JSON.parse(stdout));
}

async function followUp(generator: Generator, round: number): Promise<void> {
  const answer = await ask(generator, { conversationId: `lease ${round}`, messages: first, maxTokens: 24 });
  const next: PromptMessage[] = [...first, { role: 'assistant', text: answer.text }, { role: 'user', text: 'And the tenant of flat 14?' }];
  const reused = await ask(generator, { conversationId: `lease ${round}`, messages: next, maxTokens: 4 });
  // Another conversation's state, emptied: the same prompt read whole.
  const whole = await ask(generator, { conversationId: `whole ${round}`, messages: [{ role: 'system', text: `Round ${round}.` }, ...next.slice(1)], maxTokens: 4 });
  if (reused.firstTokenMs === null || whole.firstTokenMs === null) return;
  figures.warm.push(reused.firstTokenMs);
  figures.cold.push(whole.firstTokenMs);
  figures.reuse.push(reused.firstTokenMs / whole.firstTokenMs);
  figures.prefill.push((whole.promptTokens - whole.reusedTokens) / (whole.firstTokenMs / 1000));
}

/** From the request to stop until it has stopped, while it writes and while it reads a prompt it does not know. */
async function stops(generator: Generator, attempt: number): Promise<void> {
  figures.stopWriting.push(await stopped(generator, { conversationId: 'stop', messages: [{ role: 'user', text: STORY }], maxTokens: 1500 }, (stop, tokens) => tokens === 3 + (attempt % 9) && stop()));
  const unknown: PromptMessage[] = [{ role: 'system', text: `Attempt ${attempt}.` }, ...first.slice(1)];
  figures.stopReading.push(await stopped(generator, { conversationId: `stop ${attempt}`, messages: unknown, maxTokens: 4 }, (stop, tokens) => tokens === 0 && void setTimeout(stop, 50 + 20 * attempt)));
}

async function stopped(generator: Generator, asked: Asked, when: (stop: () => void, tokens: number) => unknown): Promise<number> {
  const controller = new AbortController();
  let at = Number.NaN;
  const stop = (): void => {
    at = performance.now();
    controller.abort();
  };
  let tokens = 0;
  when(stop, tokens);
  await ask(generator, {
    ...asked,
    signal: AbortSignal.any([controller.signal, ending]),
    onToken() {
      tokens += 1;
      when(stop, tokens);
    },
  });
  return performance.now() - at;
}

const of = (values: readonly number[], digits: number): string => {
  const { median, p95, min, max, runs }: Spread = spread(values);
  return `p50 ${median.toFixed(digits)}, p95 ${p95.toFixed(digits)} (${min.toFixed(digits)} .. ${max.toFixed(digits)}, ${runs} runs)`;
};
const row = (name: string, value: string): void => console.log(`| ${name} | ${value} |`);

const ending = AbortSignal.timeout(LONGEST_MS);
const supervisor = createSupervisor({ log: silentLog });
try {
  const file = await smallModel();
  const child = supervisor.add({ name: 'inference', command: process.execPath, args: [path.join(import.meta.dirname, '../../electron/generation/child.ts')], env: {}, ipc: true });
  const client = createInferenceClient(child);
  const spec = { path: file, contextTokens: CONTEXT, gpu: 'cpu', kvCache: 'auto', idleMs: LONGEST_MS } as const;
  const { threads } = await client.prepare(spec, ending);
  const generator = createLocalGenerator(client, spec);
  await generator.prepare(ending);
  for (let round = 0; round < ROUNDS; round += 1) {
    const theirs = await alone(file, threads);
    const own = await writing(generator, child.status().pid ?? 0, round);
    figures.bare.push(theirs.speed);
    figures.ours.push(own.speed);
    figures.ratio.push(own.speed / theirs.speed);
    figures.cpuRatio.push(own.cpuSpeed / theirs.cpuSpeed);
    await followUp(generator, round);
  }
  for (let attempt = 0; attempt < STOPS; attempt += 1) await stops(generator, attempt);
  ending.throwIfAborted();
  console.log(`${machine()}, node-llama-cpp ${await getModuleVersion()}, ${path.basename(file)}, context ${CONTEXT}, threads ${threads}, load ${loadavg()[0]?.toFixed(1)}\n`);
  console.log('| figure | value |\n|---|---|');
  row("tokens a second, at the core's end", of(figures.ours, 1));
  row('tokens a second, node-llama-cpp alone', of(figures.bare, 1));
  row('ratio of each pair (wanted: at least 0.95)', of(figures.ratio, 3));
  row('the same by processor time, where others work too', of(figures.cpuRatio, 3));
  row('prompt tokens read a second', of(figures.prefill, 1));
  row('first token of a follow-up, state kept, ms', of(figures.warm, 0));
  row('first token of the same prompt read whole, ms', of(figures.cold, 0));
  row('ratio of each pair (wanted: at most 0.4)', of(figures.reuse, 3));
  row('from stop to stopped while writing, ms (wanted: at most 200)', of(figures.stopWriting, 1));
  row('from stop to stopped while reading, ms (wanted: at most 200)', of(figures.stopReading, 1));
} finally {
  await supervisor.stopAll();
}
// A timer that may still run keeps nobody waiting.
process.exit(0);
