/**
 * `npm run bench:generation`: the written answer's own costs, beside node-llama-cpp's loop on the same
 * model, context and threads in the same run; what a follow-up saves; what memory was foretold.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createInferenceClient, createLocalGenerator, type PromptMessage } from '../../electron/generation/index.ts';
import { silentLog } from '../../electron/log/index.ts';
import { createSupervisor } from '../../electron/supervisor/index.ts';
import { smallModel } from '../testing/small-model.ts';
import { machine } from './measure.ts';

const ROUNDS = 5;
const TOKENS = 128;
const CONTEXT = 2048;
const Bare = z.object({ speeds: z.array(z.number()), memory: z.number() });

const file = await smallModel();
const root = path.join(import.meta.dirname, '../..');
const supervisor = createSupervisor({ log: silentLog });
const child = supervisor.add({ name: 'inference', command: process.execPath, args: [path.join(root, 'electron/generation/child.ts')], env: {}, ipc: true });
const client = createInferenceClient(child);
const generator = createLocalGenerator(client, { path: file, contextTokens: CONTEXT, gpu: 'cpu', kvCache: 'auto', idleMs: 600_000 });
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const signal = AbortSignal.any([]);

function ask(conversationId: string, messages: readonly PromptMessage[], maxTokens: number) {
  return generator.generate({ conversationId, messages, maxTokens, temperature: 0, signal, onToken: () => undefined });
}

async function bare(): Promise<z.infer<typeof Bare>> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'bare-llama.ts'), file, String(CONTEXT), String(TOKENS), '1']);
  return Bare.parse(JSON.parse(stdout));
}

const story: PromptMessage[] = [{ role: 'user', text: 'Write a very long story about a lighthouse and its keeper.' }];
const passages = Array.from({ length: 12 }, (_, index) => `[${index + 1}] (Lease.pdf, page ${index + 1}) Rule ${index + 1} of the house says that the tenant of flat ${index * 7} pays by the day ${index + 3} of each month.`);
const first: PromptMessage[] = [
  { role: 'system', text: 'Answer only from the passages.' },
  { role: 'user', text: `Passages:\n\n${passages.join('\n\n')}\n\nQuestion: By which day does the tenant of flat 7 pay?` },
];

const ours: number[] = [];
const theirs: number[] = [];
const cold: number[] = [];
const warm: number[] = [];
let memory = 0;
await generator.prepare(signal);
for (let round = 0; round < ROUNDS; round += 1) {
  const alone = await bare();
  theirs.push(...alone.speeds);
  ({ memory } = alone);
  const written = await ask(`story ${round}`, story, TOKENS);
  if (written.tokensPerSecond !== null) ours.push(written.tokensPerSecond);
  const answer = await ask(`lease ${round}`, first, 24);
  const followUp: PromptMessage[] = [...first, { role: 'assistant', text: answer.text }, { role: 'user', text: 'And the tenant of flat 14?' }];
  const reused = await ask(`lease ${round}`, followUp, 24);
  // Another conversation's state, emptied: the same prompt read whole.
  const whole = await ask(`whole ${round}`, [{ role: 'system', text: `Round ${round}.` }, ...followUp.slice(1)], 24);
  if (reused.firstTokenMs !== null) warm.push(reused.firstTokenMs);
  if (whole.firstTokenMs !== null) cold.push(whole.firstTokenMs);
}
const { ramBytes } = await client.estimate(file, { contextTokens: CONTEXT, sequences: 2, kvCache: 'full' });
await supervisor.stopAll();

const row = (name: string, value: string): void => console.log(`${name.padEnd(58)}${value}`);
console.log(machine());
row('tokens per second, through the inference process', median(ours).toFixed(1));
row('tokens per second, node-llama-cpp alone', median(theirs).toFixed(1));
row('ratio (wanted: at least 0.95)', (median(ours) / median(theirs)).toFixed(3));
row('time to first token of a follow-up, state kept (ms)', median(warm).toFixed(0));
row('the same prompt read whole (ms)', median(cold).toFixed(0));
row('ratio (wanted: at most 0.4)', (median(warm) / median(cold)).toFixed(3));
row('memory foretold / what a process grows by (MB)', `${(ramBytes / 1e6).toFixed(0)} / ${(memory / 1e6).toFixed(0)} = ${(ramBytes / memory).toFixed(3)}`);
