import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CodedError, Run, RunDetail, type RunEvent, RunFilter, Settings } from '../../contract/index.ts';
import { GenerationError, type GenerationRequest, type Generator } from '../../generation/index.ts';
import { silentLog } from '../../log/index.ts';
import { openStorage } from '../../storage/index.ts';
import { chatSchema } from '../schema.ts';
import { askAndWait, FEE, found, framesOf, numberCheck, openRoom, RESULT, RULE, scripted, searchOf } from '../testing.ts';
import { createRunStore } from './store.ts';

const rooms: ReturnType<typeof openRoom>[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) {
    await room.chat.close();
    room.closeAll();
  }
});

function open(o: Parameters<typeof openRoom>[0] = {}) {
  const room = openRoom({ check: numberCheck, search: searchOf(found([RULE, FEE])), ...o });
  rooms.push(room);
  return room;
}

const ALL = RunFilter.parse({});
const NOBODY = '0197a000-0000-7000-8000-00000000ffff';
const QUESTION = 'Koji je rok za žalbu i kolika je pristojba?';
const GOOD = ['Rok za žalbu je 15 dana [1]. Pristojba iznosi 20 eura [2].'];
const list = ({ chat }: ReturnType<typeof openRoom>, filter: Partial<RunFilter> = {}) => chat.runs.list({ filter: { ...ALL, ...filter }, offset: 0, limit: 100 }).items;
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'none';
};

/** Replays and waits for its end. */
async function replayed({ chat }: ReturnType<typeof openRoom>, input: { id: string } & Partial<Parameters<typeof chat.runs.replay>[0]>) {
  const run = chat.runs.replay({ generator: null, promptVersion: null, searchAgain: false, ...input });
  const frames = await framesOf(chat.runs.attach({ id: run.id, afterSeq: 0 }));
  return { run, frames, detail: chat.runs.get({ id: run.id }) };
}

describe('the history', () => {
  test('holds a written answer with what went in and what came out, word for word', async () => {
    const generator = scripted({ say: GOOD });
    const room = open({ generator: () => generator });
    const conversation = room.chat.create({});
    const { message } = await askAndWait(room.chat, conversation.id, QUESTION);
    const [run] = list(room);
    expect(Run.parse(run)).toMatchObject({
      id: message.answer?.runId, kind: 'conversation', conversationId: conversation.id, messageId: message.id, replayOf: null, question: QUESTION,
      status: 'complete', mode: 'generated', fallback: null, language: 'hr', model: 'scripted', promptVersion: 'answer/hr/1',
      promptTokens: 120, reusedTokens: 0, outputTokens: 9, firstTokenMs: 5, tokensPerSecond: 40, sources: 2,
      support: { supported: 2, weak: 0, unsupported: 0, unchecked: 0 }, problem: null,
    });
    const detail = RunDetail.parse(room.chat.runs.get({ id: run?.id ?? '' }));
    expect(detail).toMatchObject({ text: message.text, answer: message.answer, settings: { mode: 'auto', maxSources: 8, temperature: 0.2 }, sent: { given: [1, 2] }, replays: [], obstacle: null });
    expect(detail.sent?.messages).toEqual(generator.asked[0]?.messages);
    expect(Object.keys(detail.answer?.timings ?? {})).toEqual(expect.arrayContaining(['search', 'load', 'prompt', 'generate', 'check', 'total']));
  });

  test('holds what failed, what was stopped and what a program asked', async () => {
    const began = Promise.withResolvers<void>();
    let script: Generator = scripted({ finish: () => Promise.reject(new GenerationError('model-failed', 'bad tensor')) });
    const room = open({ generator: () => script });
    const { id } = room.chat.create({});
    await askAndWait(room.chat, id, QUESTION);
    script = scripted({
      say: ['Rok za žalbu je 15 dana [1].'],
      finish: (request) => {
        began.resolve();
        return new Promise((resolve) => request.signal.addEventListener('abort', () => resolve({ ...RESULT, ended: 'aborted' }), { once: true }));
      },
    });
    room.chat.ask({ conversationId: id, text: QUESTION });
    await began.promise;
    expect(list(room)[0]).toMatchObject({ status: 'running', finishedAt: null, totalMs: null });
    await room.chat.stop({ conversationId: id });
    await room.chat.query({ text: QUESTION, language: 'auto', maxResults: 3, mode: 'search', documentIds: null, signal: new AbortController().signal });
    expect(list(room).map(({ kind, status, mode, fallback, model }) => [kind, status, mode, fallback, model])).toEqual([
      ['api', 'complete', 'extractive', null, null],
      ['conversation', 'stopped', 'generated', null, 'scripted'],
      ['conversation', 'complete', 'extractive', 'model-failed', 'scripted'],
    ]);
    const [, stopped, failed] = list(room);
    expect(room.chat.runs.get({ id: stopped?.id ?? '' })).toMatchObject({ text: 'Rok za žalbu je 15 dana [1].', sent: { given: [1, 2] }, trace: { searched: 'rok žalba' } });
    expect(room.chat.runs.get({ id: failed?.id ?? '' }).problem).toMatchObject({ code: 'model-failed', message: 'bad tensor' });
  });

  test('filters, counts and pages', async () => {
    const room = open();
    const first = room.chat.create({});
    for (const text of ['Koji je rok?', 'Kolika je pristojba 100%?', 'Što je žalba?']) await askAndWait(room.chat, first.id, text);
    await askAndWait(room.chat, room.chat.create({}).id, 'Koji je rok?');
    const found = (filter: Partial<RunFilter>) => list(room, filter).map(({ question }) => question);
    expect(found({ text: 'ZALBA' })).toEqual(['Što je žalba?']);
    expect(found({ text: '10%' })).toEqual(['Kolika je pristojba 100%?']);
    expect(found({ conversationId: first.id })).toHaveLength(3);
    expect(found({ statuses: ['failed', 'stopped'] })).toEqual([]);
    expect(found({ model: 'x' })).toEqual([]);
    expect(found({ promptVersion: "answer/hr/1' OR 1=1 --" })).toEqual([]);
    const middle = list(room)[1]?.startedAt ?? '';
    expect(found({ from: middle }).length + found({ to: middle }).length).toBe(4);
    expect(room.chat.runs.list({ filter: ALL, offset: 3, limit: 2 })).toMatchObject({ total: 4, items: [{ question: 'Koji je rok?' }] });
    expect(room.chat.runs.facets()).toEqual({ models: [], promptVersions: [] });
  });

  test('is kept as long as the person wants; what is removed leaves the answers', async () => {
    let keep = 2;
    const room = open({ settings: { get: () => Settings.parse({ runHistory: { runs: keep } }) } });
    const heard: RunEvent[] = [];
    room.chat.runs.onEvent((event) => heard.push(event));
    const { id } = room.chat.create({});
    for (const text of ['Prvo?', 'Drugo?', 'Treće?']) await askAndWait(room.chat, id, `${text} ${QUESTION}`);
    expect(list(room).map(({ question }) => question.split(' ')[0])).toEqual(['Treće?', 'Drugo?']);
    expect(heard.at(-1)).toEqual({ type: 'removed' });
    room.chat.runs.remove({ ids: [list(room)[0]?.id ?? ''] });
    keep = 10;
    expect(room.chat.runs.clear({ filter: ALL })).toEqual({ removed: 1 });
    expect(list(room)).toEqual([]);
    expect(room.chat.messages({ id })).toHaveLength(6);
    expect(codeOf(() => room.chat.runs.get({ id: NOBODY }))).toBe('unknown-run');
  });

  test('a run that was going when the process ended is interrupted at the next start', () => {
    const before = openRoom({ search: { search: () => new Promise(() => undefined) } });
    before.chat.ask({ conversationId: before.chat.create({}).id, text: QUESTION });
    before.closeAll();
    expect(list(open({ dir: before.dir }))).toMatchObject([{ status: 'interrupted', finishedAt: expect.any(String) }]);
  });

  test('goes with its conversation, its replays too', async () => {
    const room = open({ generator: () => scripted({ say: GOOD }) });
    const { id } = room.chat.create({});
    const { message } = await askAndWait(room.chat, id, QUESTION);
    await replayed(room, { id: message.answer?.runId ?? '' });
    expect(list(room)).toHaveLength(2);
    await room.chat.remove({ id });
    expect(list(room)).toEqual([]);
  });
});

describe('a replay', () => {
  test('sends the very same prompt without searching, and is a run of its own beside the original', async () => {
    const search = searchOf(found([RULE, FEE]));
    const generator = scripted({ say: GOOD });
    const room = open({ generator: () => generator, search });
    const { message } = await askAndWait(room.chat, room.chat.create({}).id, QUESTION);
    const id = message.answer?.runId ?? '';
    const { run, frames, detail } = await replayed(room, { id });
    expect(search.asked).toHaveLength(1);
    expect(generator.asked[1]?.messages).toEqual(generator.asked[0]?.messages);
    expect(run).toMatchObject({ kind: 'replay', replayOf: id, status: 'running', conversationId: message.conversationId, messageId: null });
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, index) => index + 1));
    expect(frames.filter(({ type }) => type === 'end')).toHaveLength(1);
    expect(detail).toMatchObject({ status: 'complete', text: message.text, promptVersion: 'answer/hr/1', settings: { searchedAgain: false }, support: { supported: 2 } });
    expect(detail.answer?.sources).toEqual(message.answer?.sources);
    expect(room.chat.runs.get({ id }).replays.map((one) => one.id)).toEqual([run.id]);
    expect(room.chat.messages({ id: message.conversationId })).toHaveLength(2);
    expect((await framesOf(room.chat.runs.attach({ id, afterSeq: 0 }))).map(({ type }) => type)).toEqual(['end']);
  });

  test('of a follow-up repeats the turns before it, with the codes of their passages', async () => {
    const generator = scripted({ say: GOOD });
    const room = open({ generator: () => generator });
    const { id } = room.chat.create({});
    await askAndWait(room.chat, id, QUESTION);
    const { message } = await askAndWait(room.chat, id, 'Koji je rok za nju?');
    const { detail } = await replayed(room, { id: message.answer?.runId ?? '' });
    expect(generator.asked[2]?.messages).toHaveLength(4);
    expect(generator.asked[2]?.messages).toEqual(generator.asked[1]?.messages);
    expect(detail.answer?.used).toEqual([1, 2]);
  });

  test('with another version of the prompt, also a draft, and with another model', async () => {
    const other = scripted({ name: 'drugi', say: ['Pristojba iznosi 20 eura [2].'] });
    const room = open({ generator: () => scripted({ say: GOOD }), generatorFor: () => other });
    const { message } = await askAndWait(room.chat, room.chat.create({}).id, QUESTION);
    const made = room.prompts.createDraft({ from: 'answer/hr/1', note: '' });
    const draft = room.prompts.saveDraft({ id: made.id, revision: 1, parts: { ...made.parts, question: 'Upit: {question}' }, note: '' });
    const id = message.answer?.runId ?? '';
    const { detail } = await replayed(room, { id, generator: { kind: 'local', path: '/m.gguf' }, promptVersion: draft.id });
    expect(detail).toMatchObject({ model: 'drugi', promptVersion: 'answer/hr/2', text: 'Pristojba iznosi 20 eura [2].' });
    expect(detail.sent?.messages.at(-1)?.text).toMatch(/Upit: Koji je rok/u);

    room.prompts.activate({ id: draft.id });
    expect((await replayed(room, { id })).detail.promptVersion).toBe('answer/hr/1');
    expect(room.chat.runs.facets()).toEqual({ models: ['drugi', 'scripted'], promptVersions: ['answer/hr/1', 'answer/hr/2'] });
    const incomplete = room.prompts.createDraft({ from: 'answer/hr/1', note: '' });
    room.prompts.saveDraft({ id: incomplete.id, revision: 1, parts: { ...incomplete.parts, refusal: '' }, note: '' });
    const ask = { id, generator: null, searchAgain: false };
    expect(codeOf(() => room.chat.runs.replay({ ...ask, promptVersion: incomplete.id }))).toBe('prompt-incomplete');
    expect(codeOf(() => room.chat.runs.replay({ ...ask, promptVersion: 'answer/en/1' }))).toBe('invalid-input');
    expect(codeOf(() => room.chat.runs.replay({ ...ask, promptVersion: 'answer/hr/77' }))).toBe('unknown-prompt');
  });

  test('reads just the passages the original read, however slow the model is now', async () => {
    let speed: number | null = 10;
    const long = { ...FEE, passageId: 'long', text: `Pristojba iznosi 20 eura ${'i tako dalje '.repeat(200)}` };
    const asked: GenerationRequest[] = [];
    const generator = () => ({ ...scripted({ say: GOOD, speed }), generate: (request: GenerationRequest) => (asked.push(request), scripted({ say: GOOD }).generate(request)) });
    const settings = { get: () => Settings.parse({ generation: { firstTokenBudgetSeconds: 20 } }) };
    const room = open({ generator, settings, search: searchOf(found([RULE, long, FEE])) });
    const { message } = await askAndWait(room.chat, room.chat.create({}).id, QUESTION);
    const id = message.answer?.runId ?? '';
    expect(room.chat.runs.get({ id }).sent?.given).toEqual([1, 3]);
    for (speed of [1, null]) expect((await replayed(room, { id })).detail.sent?.given).toEqual([1, 3]);
    expect(asked.map(({ messages }) => messages)).toEqual([asked[0]?.messages, asked[0]?.messages, asked[0]?.messages]);
  });

  test('searches again where it is asked to', async () => {
    const search = searchOf(found([RULE, FEE]));
    const room = open({ search, generator: () => scripted({ say: GOOD }) });
    const { message } = await askAndWait(room.chat, room.chat.create({}).id, QUESTION);
    const { detail } = await replayed(room, { id: message.answer?.runId ?? '', searchAgain: true });
    expect(search.asked).toHaveLength(2);
    expect(search.asked[1]).toMatchObject({ text: QUESTION, documentIds: null, language: 'hr' });
    expect(detail.settings.searchedAgain).toBe(true);
  });

  test('as an excerpt, of an API question, of a question without an answer', async () => {
    const nothing = open({ search: searchOf(found([RULE], { answerable: false })), generator: () => scripted({ say: GOOD }) });
    const refused = await askAndWait(nothing.chat, nothing.chat.create({}).id, QUESTION);
    const refusedId = refused.message.answer?.runId ?? '';
    expect(nothing.chat.runs.get({ id: refusedId }).obstacle).toBe('nothing-found');
    expect(codeOf(() => nothing.chat.runs.replay({ id: refusedId, generator: null, promptVersion: null, searchAgain: false }))).toBe('run-not-replayable');
    expect((await replayed(nothing, { id: refusedId, searchAgain: true })).detail).toMatchObject({ status: 'complete', mode: 'refused' });

    const room = open();
    const { queryId } = await room.chat.query({ text: QUESTION, language: 'auto', maxResults: 3, mode: 'answer', documentIds: null, signal: new AbortController().signal });
    expect(codeOf(() => room.chat.runs.replay({ id: queryId, generator: null, promptVersion: null, searchAgain: false }))).toBe('model-missing');
    expect((await replayed(room, { id: queryId, generator: { kind: 'none' } })).detail).toMatchObject({ mode: 'extractive', fallback: null, text: `${RULE.text} [1]\n\n${FEE.text} [2]` });
  });

  test('is stopped with what it has; a failing model leaves the excerpt and the reason', async () => {
    const began = Promise.withResolvers<void>();
    let script: Generator = scripted({ say: GOOD });
    const room = open({ generator: () => script });
    const { message } = await askAndWait(room.chat, room.chat.create({}).id, QUESTION);
    const id = message.answer?.runId ?? '';
    script = scripted({ say: ['Rok za žalbu je 15 dana [1].'], finish: () => (began.resolve(), new Promise(() => undefined)) });
    const run = room.chat.runs.replay({ id, generator: null, promptVersion: null, searchAgain: false });
    await began.promise;
    expect(codeOf(() => room.chat.runs.replay({ id: run.id, generator: null, promptVersion: null, searchAgain: true }))).toBe('run-unfinished');
    expect(codeOf(() => room.chat.runs.remove({ ids: [run.id] }))).toBe('run-unfinished');
    await room.chat.runs.stop({ id: run.id });
    expect(room.chat.runs.get({ id: run.id })).toMatchObject({ status: 'stopped', text: 'Rok za žalbu je 15 dana [1].' });
    script = scripted({ say: ['Rok'], finish: () => Promise.reject(new GenerationError('inference-stopped', 'SIGKILL')) });
    expect((await replayed(room, { id })).detail).toMatchObject({ status: 'complete', mode: 'extractive', fallback: 'inference-stopped', model: 'scripted', problem: { details: { partial: 'Rok' } } });
  });
});

test('the tables of an earlier version are carried over', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'sova-runs-'));
  const place = { file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), log: silentLog };
  const old = openStorage({ ...place, schemas: [{ ...chatSchema, steps: chatSchema.steps.slice(0, 1) }] });
  old.db.exec(`
    INSERT INTO conversations VALUES ('${NOBODY}', 'Žalbe', '{}', NULL, 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, state, answer, created_at) VALUES ('${NOBODY}', '${NOBODY}', 'assistant', 'Rok', 'complete', '{"language":"hr","generation":{"firstTokenMs":12.5,"reusedTokens":7,"tokensPerSecond":40}}', 1);
    INSERT INTO runs (id, message_id, question, status, settings, timings, passages, started_at, finished_at) VALUES ('${NOBODY}', '${NOBODY}', 'Koji?', 'complete', '{}', '{"total":9}', '["a","b"]', 1, 10);
    INSERT INTO runs (id, question, status, settings, timings, passages, started_at, finished_at) VALUES ('0197a000-0000-7000-8000-00000000eeee', 'Koja?', 'failed', '{}', '{}', '[]', 2, 10)`);
  old.close();
  const storage = openStorage({ ...place, schemas: [chatSchema] });
  const { items } = createRunStore(storage).list(ALL, { offset: 0, limit: 10 });
  storage.close();
  expect(items).toMatchObject([
    { kind: 'api', status: 'failed', conversationId: null, totalMs: 8 },
    { kind: 'conversation', conversationId: NOBODY, language: 'hr', firstTokenMs: 12.5, reusedTokens: 7, tokensPerSecond: 40, totalMs: 9, sources: 2 },
  ]);
});

test('runs of an earlier version can be replayed', async () => {
  const room = open({ generator: () => scripted({ say: GOOD }) });
  const { message } = await askAndWait(room.chat, room.chat.create({}).id, QUESTION);
  const id = message.answer?.runId ?? '';
  // What an earlier version left: neither evidence nor a request in full.
  room.storage.db.exec(`UPDATE run_details SET found = NULL, attempt = NULL; UPDATE runs SET support = NULL, settings = '{"mode":"answer","language":"auto","documentIds":null}'`);
  expect((await replayed(room, { id })).detail).toMatchObject({ status: 'complete', mode: 'generated', text: message.text });
});
