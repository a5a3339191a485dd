import { afterEach, expect, test } from 'vitest';
import { Answer, CodedError, Message, Settings, StreamFrame } from '../contract/index.ts';
import type { SearchResult } from './ports.ts';
import { REFUSAL } from './refusal.ts';
import { askAndWait, count, FEE, found, framesOf, openRoom, passage, RULE, searchOf } from './testing.ts';

const rooms: ReturnType<typeof openRoom>[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) {
    await room.chat.close();
    room.closeAll();
  }
});
function room(o: Parameters<typeof openRoom>[0] = {}) {
  const opened = openRoom(o);
  rooms.push(opened);
  return opened;
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  throw new Error('nothing was thrown');
};

test('a question is answered by excerpts: sources first, each sentence marked, stored as streamed', async () => {
  const { chat } = room();
  const { id } = chat.create({});
  const { frames, message } = await askAndWait(chat, id, 'Koji je rok za žalbu?');

  expect(frames.map((frame) => frame.type)).toEqual(['stage', 'sources', 'delta', 'end']);
  expect(frames.map((frame) => frame.seq)).toEqual([1, 2, 3, 4]);
  for (const frame of frames) StreamFrame.parse(frame);
  expect(message.text).toBe('Rok za žalbu je 15 dana. 🙂 [1]\n\nPristojba iznosi 20 eura. [2]');
  expect(message.state).toBe('complete');
  expect(message.answer).toMatchObject({ mode: 'extractive', fallback: 'no-model', language: 'hr', used: [1, 2] });
  expect(chat.messages({ id }).map((m) => Message.parse(m).text)).toEqual(['Koji je rok za žalbu?', message.text]);
});

test('offsets of a sentence are code points of the answer, its span the place in the document', async () => {
  const { chat } = room();
  const { message } = await askAndWait(chat, chat.create({}).id, 'Koji je rok za žalbu?');
  const answer = Answer.parse(message.answer);
  const said = answer.sentences.map((s) => Array.from(message.text).slice(s.charStart, s.charEnd).join(''));
  expect(said).toEqual([`${RULE.text} [1]`, `${FEE.text} [2]`]);
  expect(answer.sentences[1]?.spans).toEqual([{ documentId: FEE.documentId, page: 4, charStart: FEE.charStart, charEnd: FEE.charEnd }]);
});

test.each([
  ['hr', 'Toga nema u vašim dokumentima.'],
  ['en', 'That is not in your documents.'],
] as const)('nothing relevant found: a fixed sentence (%s) with the nearest passages', async (language, words) => {
  const { chat } = room({ search: searchOf(found([RULE], { answerable: false, language, confidence: 0.1 })) });
  const { message } = await askAndWait(chat, chat.create({}).id, 'Koliko je visok Mont Blanc?');
  expect(message.text).toBe(words);
  expect(REFUSAL[language]).toBe(words);
  expect(message.answer).toMatchObject({ mode: 'refused', language, used: [], sentences: [] });
  expect(message.answer?.sources.map((source) => source.text)).toEqual([RULE.text]);
});

test('the language of the answer: the conversation decides, then the settings, then the question', async () => {
  const english = searchOf(found([RULE], { answerable: false, language: 'en' }));
  const { chat } = room({ search: english, settings: { get: () => Settings.parse({ answerLanguage: 'hr' }) } });
  const bySettings = await askAndWait(chat, chat.create({}).id, 'What is it?');
  expect(bySettings.message.answer?.language).toBe('hr');
  const byConversation = await askAndWait(chat, chat.create({ settings: { language: 'en' } }).id, 'What is it?');
  expect(byConversation.message.answer?.language).toBe('en');
});

test('a follow-up is searched with its context, a question that stands alone without', async () => {
  const search = searchOf(found([RULE]));
  const { chat } = room({ search });
  const { id } = chat.create({});
  await askAndWait(chat, id, 'Koji je rok za žalbu na rješenje?');
  await askAndWait(chat, id, 'A kolika je pristojba za nju?');
  await askAndWait(chat, id, 'Tko donosi prostorni plan županije?');
  expect(search.asked.map((request) => request.context)).toEqual([[], ['Koji je rok za žalbu na rješenje?'], []]);
});

test('a conversation is named by its first question and found by its words without diacritics', async () => {
  const { chat } = room();
  const { id } = chat.create({});
  await askAndWait(chat, id, 'Gdje je sjedište đačkog doma?');
  await askAndWait(chat, chat.create({}).id, 'Koji je rok?');
  expect(chat.get({ id }).title).toBe('Gdje je sjedište đačkog doma?');
  expect(chat.search({ text: 'DACK sjediste', limit: 5 }).map((hit) => hit.conversation.id)).toEqual([id]);
  expect(chat.search({ text: 'đačkog', limit: 5 })).toHaveLength(1);
  expect(chat.search({ text: 'pristojba', limit: 5 })).toHaveLength(2);
  chat.rename({ id, title: 'Učenički smještaj' });
  expect(chat.search({ text: 'ucenicki', limit: 5 })[0]).toMatchObject({ messageId: null, snippet: 'Učenički smještaj' });
  expect(chat.search({ text: '"* OR', limit: 5 })).toEqual([]);
});

test('removing a conversation leaves no message, run or searchable word', async () => {
  const { chat, storage } = room();
  const { id } = chat.create({});
  await askAndWait(chat, id, 'Koji je rok?');
  expect(count(storage, 'runs')).toBe(1);
  await chat.remove({ id });
  expect(['messages', 'runs', 'message_search', 'conversations'].map((table) => count(storage, table))).toEqual([0, 0, 0, 0]);
  expect(codeOf(() => chat.get({ id }))).toBe('unknown-conversation');
});

test('regenerating and editing branch; a branch is chosen by any message of it', async () => {
  const { chat } = room();
  const { id } = chat.create({});
  const first = await askAndWait(chat, id, 'Koji je rok?');
  const again = chat.regenerate({ messageId: first.message.id });
  await framesOf(chat.attach({ conversationId: id, afterSeq: 0 }));
  expect(chat.messages({ id }).at(-1)).toMatchObject({ id: again.id, siblings: [first.message.id, again.id] });

  const edited = chat.ask({ conversationId: id, text: 'Kolika je pristojba?', parentId: null });
  await framesOf(chat.attach({ conversationId: id, afterSeq: 0 }));
  expect(chat.messages({ id }).map((m) => m.id)).toEqual([edited.question.id, edited.reply.id]);

  const line = chat.selectBranch({ messageId: first.message.id });
  expect(line.map((m) => m.id)).toEqual([first.message.parentId, first.message.id]);
  expect(chat.messages({ id })).toEqual(line);
});

test('a conversation that is being answered takes no second question', async () => {
  const gate = Promise.withResolvers<SearchResult>();
  const { chat } = room({ search: { search: () => gate.promise } });
  const { id } = chat.create({});
  const { reply } = chat.ask({ conversationId: id, text: 'Koji je rok?' });
  expect(codeOf(() => chat.ask({ conversationId: id, text: 'A sada?' }))).toBe('answer-running');
  expect(codeOf(() => chat.regenerate({ messageId: reply.id }))).toBe('answer-running');
  expect(chat.get({ id }).answering).toBe(true);
  gate.resolve(found([RULE]));
  await framesOf(chat.attach({ conversationId: id, afterSeq: 0 }));
  expect(chat.get({ id }).answering).toBe(false);
});

test('stop ends the answer although the search ignores its signal; the next question works', async () => {
  let hanging = true;
  const search = { search: () => (hanging ? new Promise<SearchResult>(() => undefined) : Promise.resolve(found([RULE]))) };
  const { chat } = room({ search });
  const { id } = chat.create({});
  chat.ask({ conversationId: id, text: 'Koji je rok?' });
  const reading = framesOf(chat.attach({ conversationId: id, afterSeq: 0 }));
  await chat.stop({ conversationId: id });
  const frames = await reading;
  expect(frames.filter((frame) => frame.type === 'end')).toHaveLength(1);
  expect(frames.at(-1)).toMatchObject({ type: 'end', message: { state: 'stopped', text: '', problem: null } });
  hanging = false;
  expect((await askAndWait(chat, id, 'Koji je rok?')).message.state).toBe('complete');
});

test('a part that fails ends the answer with its code', async () => {
  const down = Object.assign(new Error('no engine'), { code: 'engine-unavailable', details: { tries: 1 } });
  const { chat } = room({ search: { search: () => Promise.reject(down) } });
  const { message } = await askAndWait(chat, chat.create({}).id, 'Koji je rok?');
  expect(message).toMatchObject({ state: 'failed', problem: { code: 'engine-unavailable', message: 'no engine', details: { tries: 1 } } });
});

test('an answer cut off by the end of the process is interrupted at the next start', async () => {
  const gate = Promise.withResolvers<SearchResult>();
  const before = openRoom({ search: { search: () => gate.promise } });
  const { id } = before.chat.create({});
  before.chat.ask({ conversationId: id, text: 'Koji je rok?' });
  // No close(): what a kill leaves in the file.
  before.closeAll();
  const after = room({ dir: before.dir });
  expect(after.chat.messages({ id }).map((m) => m.state)).toEqual(['complete', 'interrupted']);
  expect((await askAndWait(after.chat, id, 'Koji je rok?')).message.state).toBe('complete');
});

test('a long conversation is read in parts from its end, without a gap', async () => {
  const { chat } = room();
  const { id } = chat.create({});
  for (let n = 0; n < 7; n += 1) await askAndWait(chat, id, `Pitanje ${n}?`);
  const all = chat.messages({ id });
  const parts: string[][] = [];
  let before: string | undefined;
  for (;;) {
    const part = chat.messages({ id, before, limit: 4 });
    parts.unshift(part.map((message) => message.id));
    before = part[0]?.id;
    if (part[0]?.parentId === null) break;
  }
  expect(parts.map((part) => part.length)).toEqual([2, 4, 4, 4]);
  expect(parts.flat()).toEqual(all.map((message) => message.id));
  expect(chat.messages({ id, before: all[0]?.id, limit: 4 })).toEqual([]);
  expect(codeOf(() => chat.messages({ id: chat.create({}).id, before: all[3]?.id }))).toBe('unknown-message');
});

test('closing ends running answers as interrupted and starts no other', async () => {
  const { chat } = room({ search: { search: () => new Promise<SearchResult>(() => undefined) } });
  const { id } = chat.create({});
  chat.ask({ conversationId: id, text: 'Koji je rok?' });
  await chat.close();
  expect(chat.messages({ id }).at(-1)?.state).toBe('interrupted');
  expect(codeOf(() => chat.ask({ conversationId: id, text: 'A sada?' }))).toBe('shutting-down');
});

test('the HTTP API asks through the same way and leaves a run', async () => {
  const { chat, storage } = room();
  const deltas: string[] = [];
  const order: string[] = [];
  const answer = await chat.query({
    text: 'Koji je rok?',
    language: 'auto',
    maxResults: 5,
    mode: 'answer',
    documentIds: null,
    signal: new AbortController().signal,
    onSources: () => order.push('sources'),
    onDelta(text) {
      order.push('delta');
      deltas.push(text);
    },
  });
  expect(order).toEqual(['sources', 'delta']);
  expect(deltas.join('')).toBe(answer.text);
  expect(answer).toMatchObject({ detected: 'hr', answer: { mode: 'extractive', runId: answer.queryId } });
  expect(count(storage, 'runs')).toBe(1);
  expect(chat.list({ offset: 0, limit: 10 }).total).toBe(0);
});

test('why this answer: the trace of the search is kept with the message', async () => {
  const { chat } = room();
  const { message } = await askAndWait(chat, chat.create({}).id, 'Koji je rok?');
  expect(chat.trace({ messageId: message.id })).toMatchObject({ question: 'Koji je rok?', searched: 'rok žalba', threshold: 0.3, whole: null });
});

test('why this answer: of a whole document it tells what was read, and as what each sentence was chosen', async () => {
  const own = passage('Zapisnik sa sjednice');
  const sentence = { text: own.text, source: 1, page: 3, charStart: 10, charEnd: 30, score: 1, role: 'title' as const };
  const whole = { asked: 'about' as const, documents: [{ documentId: own.documentId, read: 1, passages: 4 }] };
  const { chat } = room({ search: searchOf(found([own], { sentences: [sentence], trace: { searched: 'Sažmi', terms: [], candidates: [], embedder: 'static', coverage: 1, whole } })) });
  const { message } = await askAndWait(chat, chat.create({}).id, 'Sažmi');
  expect(chat.trace({ messageId: message.id }).whole).toEqual({
    asked: 'about',
    documents: [{ ...whole.documents[0], documentName: expect.any(String) }],
    sentences: [{ text: own.text, source: 1, role: 'title' }],
  });
});

test('why this answer: where no trace is kept, that is said, and not that the message is gone', async () => {
  const { chat } = room({ search: searchOf(found([passage('Rok je 15 dana.')], { trace: null })) });
  const { message } = await askAndWait(chat, chat.create({}).id, 'Koji je rok?');
  expect(codeOf(() => chat.trace({ messageId: message.id }))).toBe('not-found');
});
