import { afterEach, expect, test, vi } from 'vitest';
import type { GenerationRequest } from '../generation/index.ts';
import { askAndWait, FEE, found, framesOf, openRoom, RESULT, RULE, scripted, searchOf } from './testing.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** Stopped in the middle of its second sentence; asked again it goes on. */
function room(beforeGoingOn: (request: GenerationRequest) => void = () => undefined) {
  const began = Promise.withResolvers<void>();
  const asked: GenerationRequest[] = [];
  const generator = {
    ...scripted({}),
    generate: async (request: GenerationRequest) => {
      asked.push(request);
      if (asked.length > 1) beforeGoingOn(request);
      request.onToken(asked.length === 1 ? 'Rok za žalbu je 15 dana [1]. Pristojba iznosi' : ' 20 eura [2].');
      if (asked.length > 1) return RESULT;
      began.resolve();
      await new Promise((resolve) => request.signal.addEventListener('abort', resolve, { once: true }));
      return { ...RESULT, ended: 'aborted' as const };
    },
  };
  const search = searchOf(found([RULE, FEE]));
  const names = { now: 'Zakon.pdf' };
  const made = openRoom({ generator: () => generator, search, documentName: () => names.now });
  open.push(made.closeAll);
  return { ...made, asked, search, names, began: began.promise };
}

test('a stopped answer goes on: beside it, over the same sources, with its text as the beginning', async () => {
  const { chat, asked, search, names, began } = room();
  const { id } = chat.create({});
  const { reply } = chat.ask({ conversationId: id, text: 'Koji je rok i kolika je pristojba?' });
  await began;
  await chat.stop({ conversationId: id });
  const stopped = chat.messages({ id }).at(-1);
  expect(stopped).toMatchObject({ id: reply.id, state: 'stopped', text: 'Rok za žalbu je 15 dana [1]. Pristojba iznosi' });

  // The documents were removed meanwhile: they are called what they were called.
  names.now = '';
  const next = chat.goOn({ messageId: reply.id });
  const end = (await framesOf(chat.attach({ conversationId: id, afterSeq: 0 }))).at(-1);
  expect(end).toMatchObject({ type: 'end', message: { id: next.id, state: 'complete', text: 'Rok za žalbu je 15 dana [1]. Pristojba iznosi 20 eura [2].', siblings: [reply.id, next.id], answer: { mode: 'generated', used: [1, 2] } } });
  expect(search.asked).toHaveLength(1);
  expect(asked[1]?.messages.slice(0, -1)).toEqual(asked[0]?.messages);
  expect(end?.type === 'end' && end.message.answer?.sources.map(({ documentName }) => documentName)).toEqual(['Zakon.pdf', 'Zakon.pdf']);
  expect(asked[1]?.messages.at(-1)).toEqual({ role: 'assistant', text: 'Rok za žalbu je 15 dana [1]. Pristojba iznosi' });
});

test('thinking that is taken back leaves the beginning it goes on from', async () => {
  const { chat, asked, began } = room((request) => {
    request.onToken(' Razmislimo.');
    request.onTakeBack();
  });
  const { id } = chat.create({});
  const { reply } = chat.ask({ conversationId: id, text: 'Koji je rok i kolika je pristojba?' });
  await began;
  await chat.stop({ conversationId: id });
  chat.goOn({ messageId: reply.id });
  const end = (await framesOf(chat.attach({ conversationId: id, afterSeq: 0 }))).at(-1);
  expect(end).toMatchObject({ type: 'end', message: { state: 'complete', text: 'Rok za žalbu je 15 dana [1]. Pristojba iznosi 20 eura [2].' } });
  expect(asked).toHaveLength(2);
});

test('a follow-up that was written out is not written out again: it was searched with then', async () => {
  const asked: GenerationRequest[] = [];
  const generator = {
    ...scripted({ speed: 5000 }),
    generate: async (request: GenerationRequest) => {
      asked.push(request);
      if (request.conversationId === 'follow-up') return { ...RESULT, text: 'Od kada teče rok za žalbu?' };
      request.onToken('Rok za žalbu je 15 dana [1].');
      if (asked.length !== 3) return RESULT;
      await new Promise((resolve) => request.signal.addEventListener('abort', resolve, { once: true }));
      return { ...RESULT, ended: 'aborted' as const };
    },
  };
  const made = openRoom({ generator: () => generator, search: searchOf(found([RULE, FEE])) });
  open.push(made.closeAll);
  const { id } = made.chat.create({});
  await askAndWait(made.chat, id, 'Koliki je rok za žalbu?');
  const { reply } = made.chat.ask({ conversationId: id, text: 'Od kada on teče?' });
  await vi.waitFor(() => expect(made.chat.messages({ id }).at(-1)?.text).toContain('15 dana'));
  await made.chat.stop({ conversationId: id });

  made.chat.goOn({ messageId: reply.id });
  const end = (await framesOf(made.chat.attach({ conversationId: id, afterSeq: 0 }))).at(-1);
  expect(asked.filter(({ conversationId }) => conversationId === 'follow-up')).toHaveLength(1);
  const runId = end?.type === 'end' ? end.message.answer?.runId : null;
  expect(made.chat.runs.get({ id: runId ?? '' }).rewrite).toMatchObject({ text: 'Od kada teče rok za žalbu?' });
});

test('only an answer that was cut off goes on', async () => {
  const made = openRoom({ generator: () => scripted({ say: ['Rok za žalbu je 15 dana [1].'] }) });
  open.push(made.closeAll);
  const { message } = await askAndWait(made.chat, made.chat.create({}).id, 'Koji je rok za žalbu?');
  expect(() => made.chat.goOn({ messageId: message.id })).toThrow('cut off');
});
