/** Written answers through the whole application, with a real model: streamed, checked, stopped, killed. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message, StreamFrame } from '../../electron/contract/index.ts';
import { openClient } from '../../electron/web/testing/host.ts';
import { Api } from '../testing/api.ts';
import { startHost, type Host } from '../testing/host.ts';
import { descendants } from '../testing/processes.ts';
import { smallModel } from '../testing/small-model.ts';

const LEASE = `# Lease of the flat in Baker Street

The tenant must give notice of two months before leaving the flat.

The deposit is 1300 euros and is returned within 30 days of moving out.

Pets are not allowed without the written consent of the owner.
`;

let host: Host;
let rpc: ReturnType<typeof openClient>;

beforeAll(async () => {
  const model = await smallModel();
  host = await startHost();
  rpc = openClient(host);
  const { generation } = await rpc.client.settings.get();
  await rpc.client.settings.update({ generator: { kind: 'local', path: model }, generation: { ...generation, temperature: 0, contextTokens: 2048, maxOutputTokens: 400, firstTokenBudgetSeconds: 120 } });
  const api = new Api(host);
  const { job_ids } = await api.upload([{ name: 'lease.md', bytes: Buffer.from(LEASE) }]);
  for (const id of job_ids) expect(await api.finished(id)).toMatchObject({ state: 'completed' });
}, 300_000);

afterAll(async () => {
  rpc.socket.close();
  await host.stop();
});

/** Asks in a new conversation; `onFrame` sees every frame before the end. */
async function ask(text: string, onFrame: (frame: StreamFrame, conversationId: string) => void = () => undefined): Promise<{ frames: StreamFrame[]; message: Message }> {
  const { id } = await rpc.client.chat.create({});
  await rpc.client.chat.ask({ conversationId: id, text });
  const frames: StreamFrame[] = [];
  for await (const frame of await rpc.client.chat.attach({ conversationId: id })) {
    frames.push(frame);
    onFrame(frame, id);
  }
  const end = frames.at(-1);
  if (end?.type !== 'end') throw new Error('the stream did not end');
  return { frames, message: end.message };
}

/** Drawn out by the small model: time to stop it, or to kill it. */
const LONG = 'How many months of notice must the tenant give before leaving the flat?';
const QUESTION = 'How long is the notice that the tenant must give before leaving the flat, and why?';

it('an English question is answered by the model, streamed, each sentence checked', async () => {
  const { frames, message } = await ask(QUESTION);
  expect(message.answer).toMatchObject({ mode: 'generated', fallback: null, language: 'en', generation: { promptVersion: 'answer/en/1', leftMachine: false } });
  expect(message.text).toMatch(/months/iu);
  expect(message.answer?.sentences.map(({ support }) => support)).toContain('supported');
  expect(message.answer?.used).not.toEqual([]);
  const types = frames.map(({ type }) => type);
  expect(types.indexOf('sources')).toBeLessThan(types.indexOf('delta'));
  expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, index) => index + 1));
});

it('the HTTP API answers in the same way', async () => {
  const answer = await new Api(host).query(QUESTION);
  expect(answer).toMatchObject({ answer_mode: 'generated', refused: false, language_detected: 'en' });
  expect(answer.sentences.map(({ support }) => support)).toContain('supported');
});

it('a replay with another version of the prompt reads the same passages, streams, and stands beside the original', async () => {
  const { prompts, runs } = rpc.client;
  const { items } = await runs.list({ filter: { kinds: ['conversation'] } });
  const original = await runs.get({ id: items[0]?.id ?? '' });
  const made = await prompts.createDraft({ from: 'answer/en/1', note: '' });
  const draft = await prompts.saveDraft({ id: made.id, revision: made.revision, parts: { ...made.parts, passages: 'Sources:' }, note: '' });
  const replay = await runs.replay({ id: original.id, promptVersion: draft.id });
  const types: string[] = [];
  for await (const frame of await runs.attach({ id: replay.id })) types.push(frame.type);
  expect(types).toContain('delta');
  expect(types.at(-1)).toBe('end');
  const detail = await runs.get({ id: replay.id });
  expect(detail).toMatchObject({ status: 'complete', replayOf: original.id, model: original.model, promptVersion: draft.id, outputTokens: expect.any(Number), firstTokenMs: expect.any(Number) });
  expect(detail.sent?.given).toEqual(original.sent?.given);
  expect(detail.sent?.messages.at(-1)?.text).toBe(original.sent?.messages.at(-1)?.text.replace('Passages:', 'Sources:'));
  expect(detail.answer?.sources).toEqual(original.answer?.sources);
});

it('stop keeps what was written', async () => {
  const stops: Promise<unknown>[] = [];
  const { message } = await ask(LONG, (frame, conversationId) => {
    if (frame.type === 'delta' && stops.length === 0) stops.push(rpc.client.chat.stop({ conversationId }));
  });
  expect(stops).toHaveLength(1);
  await Promise.all(stops);
  expect(message.state).toBe('stopped');
  expect(message.text).not.toBe('');
});

it('a model process killed in the middle leaves its text, the reason and the excerpt; the next question works', async () => {
  // Looked for before: while processes are listed, the model writes on, on a busy machine to its end.
  const victim = descendants(host.pid).find(({ command }) => command.includes('inference.js'));
  if (victim === undefined) throw new Error('no model process runs');
  let killed = false;
  const { message } = await ask(LONG, (frame) => {
    if (frame.type !== 'delta' || killed) return;
    killed = process.kill(victim.pid, 'SIGKILL');
  });
  expect(killed).toBe(true);
  expect(message).toMatchObject({ state: 'complete', answer: { mode: 'extractive', fallback: 'inference-stopped' }, problem: { code: 'inference-stopped' } });
  expect(message.problem?.details['partial']).toEqual(expect.any(String));
  expect(message.text).toContain('[1]');

  let next = await ask(QUESTION);
  // The supervisor waits a little before it starts a crashed process again.
  while (next.message.answer?.fallback === 'inference-stopped') {
    await delay(200);
    next = await ask(QUESTION);
  }
  expect(next.message.answer?.mode).toBe('generated');
});
