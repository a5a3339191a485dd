/** Follow-ups written out by a model: what is accepted, when a model is asked at all, what is searched with and stored. */
import { afterEach, expect, test } from 'vitest';
import { Settings } from '../../contract/index.ts';
import { type GenerationRequest, GenerationError } from '../../generation/index.ts';
import { pointsBack } from '../follow-up.ts';
import type { FoundPassage } from '../ports.ts';
import { askAndWait, found, framesOf, openRoom, RESULT, RULE, FEE, scripted, searchOf } from '../testing.ts';
import { acceptRewrite } from './accept.ts';
import { rewriteFollowUp } from './rewrite.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

const HR = { question: 'Od kada on teče?', before: 'Koliki je otkazni rok? Otkazni rok za zakupnika je 30 dana.', language: 'hr' } as const;
const EN = { question: 'Which one is cheaper?', before: 'Which memberships are there? There are adult and family memberships.', language: 'en' } as const;

test.each([
  [HR, 'Od kada teče otkazni rok?', 'Od kada teče otkazni rok?'],
  [HR, 'Preoblikovano pitanje: „Od kada teče otkazni rok za zakupnika?”', 'Od kada teče otkazni rok za zakupnika?'],
  [HR, '\n**Od kada teče otkazni rok?**\nOvo je objašnjenje.', 'Od kada teče otkazni rok?'],
  [EN, 'Which membership is cheaper, adult or family?', 'Which membership is cheaper, adult or family?'],
])('%o: %s', (asked, written, accepted) => expect(acceptRewrite(written, asked)).toBe(accepted));

test.each([
  ['nothing', HR, '  \n '],
  ['the question as it was', HR, 'Od kada on teče?'],
  ['another question', HR, 'Koliki je otkazni rok?'],
  ['something nobody said', HR, 'Od kada teče otkazni rok radnika u Zagrebu?'],
  ['an answer with a figure of its own', HR, 'Otkazni rok teče od 15. svibnja.'],
  ['another language', HR, 'From when does the notice period of the tenant run?'],
  ['a refusal', EN, 'I cannot answer which membership is cheaper.'],
  ['an essay', EN, `Which membership is cheaper ${'adult or family '.repeat(20)}`],
])('not accepted: %s', (_, asked, written) => expect(acceptRewrite(written, asked)).toBeNull());

test.each(['Od kada on teče?', 'Koji je od njih najkraći?', 'What is his address?', 'Which one was accepted?'])('points back: %s', (question) => expect(pointsBack(question)).toBe(true));
test.each(['A pristojba?', 'Zašto?', 'And for dogs?', 'Koliki je otkazni rok?'])('does not point: %s', (question) => expect(pointsBack(question)).toBe(false));

/** A model that writes questions out as told, and answers. */
function room(o: { writes: string | Error; followUps?: 'auto' | 'always' | 'never'; speed?: number | null; leftMachine?: boolean; passages?: FoundPassage[] }) {
  const asked: GenerationRequest[] = [];
  const model = scripted({ speed: o.speed === undefined ? 5000 : o.speed, leftMachine: o.leftMachine ?? false });
  const generator = {
    ...model,
    generate: async (request: GenerationRequest) => {
      asked.push(request);
      const isRewrite = request.conversationId === 'follow-up';
      if (isRewrite && o.writes instanceof Error) throw o.writes;
      const text = isRewrite ? String(o.writes) : 'Rok za žalbu je 15 dana [1].';
      request.onToken(text);
      return { ...RESULT, text };
    },
  };
  const search = searchOf(found(o.passages ?? [RULE, FEE]));
  const settings = Settings.parse({ generation: { followUps: o.followUps ?? 'auto' } });
  const made = openRoom({ generator: () => generator, search, settings: { get: () => settings } });
  open.push(made.closeAll);
  const rewrites = () => asked.filter(({ conversationId }) => conversationId === 'follow-up');
  const ask = async () => {
    const { id } = made.chat.create({});
    await askAndWait(made.chat, id, 'Koliki je rok za žalbu?');
    return (await askAndWait(made.chat, id, 'Od kada on teče?')).message;
  };
  return { ...made, search, rewrites, ask };
}

const last = ({ search }: ReturnType<typeof room>) => search.asked.at(-1);

test('what the model wrote out is searched with, and stored with the run; the answer is asked as the person asked', async () => {
  const made = room({ writes: 'Od kada teče rok za žalbu?' });
  const message = await made.ask();
  expect(last(made)).toMatchObject({ text: 'Od kada teče rok za žalbu?', context: [] });
  const run = made.chat.runs.get({ id: message.answer?.runId ?? '' });
  expect(run).toMatchObject({ question: 'Od kada on teče?', rewrite: { text: 'Od kada teče rok za žalbu?', promptVersion: 'follow-up/hr/1' } });
  expect(run.sent?.messages.at(-1)?.text).toContain('Od kada on teče?');
  const [asked] = made.rewrites();
  expect(asked?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(asked?.messages[1]?.text).toBe('Pitanje: Koliki je rok za žalbu?\nOdgovor: Rok za žalbu je 15 dana.\n\nPosljednje pitanje: Od kada on teče?\nPreoblikovano pitanje:');
  made.chat.runs.replay({ id: run.id, generator: { kind: 'none' }, promptVersion: null, searchAgain: true });
  expect(last(made)).toMatchObject({ text: 'Od kada teče rok za žalbu?' });
});

test.each([
  ['the model fails', { writes: new GenerationError('model-failed', 'bad tensor') }, 1],
  ['what it writes is of no use', { writes: 'Rok teče od 1. siječnja 2020.' }, 1],
  ['it would take too long here', { writes: 'Od kada teče rok za žalbu?', speed: 20 }, 0],
  ['nothing is known of the speed yet', { writes: 'Od kada teče rok za žalbu?', speed: null }, 0],
  ['the person does not want it', { writes: 'Od kada teče rok za žalbu?', followUps: 'never' }, 0],
] as const)('the rule stands where %s', async (_, o, times) => {
  const made = room(o);
  const message = await made.ask();
  expect(last(made)).toMatchObject({ text: 'Od kada on teče?', context: ['Koliki je rok za žalbu?'] });
  expect(made.rewrites()).toHaveLength(times);
  expect(message.state).toBe('complete');
  expect(made.chat.runs.get({ id: message.answer?.runId ?? '' }).rewrite?.text ?? null).toBeNull();
});

test('text that went to another machine to be written out is told of, also where nothing is answered then', async () => {
  const made = room({ writes: 'Od kada teče rok za žalbu?', leftMachine: true, passages: [] });
  const message = await made.ask();
  expect(message.answer).toMatchObject({ mode: 'refused', generation: null });
  const { id, leftMachine } = made.chat.runs.get({ id: message.answer?.runId ?? '' });
  expect(leftMachine).toBe(true);
  const replay = made.chat.runs.replay({ id, generator: { kind: 'none' }, promptVersion: null, searchAgain: true });
  await framesOf(made.chat.runs.attach({ id: replay.id, afterSeq: 0 }));
  expect(made.chat.runs.get({ id: replay.id })).toMatchObject({ leftMachine: false, rewrite: { text: 'Od kada teče rok za žalbu?' } });
});

test('a model that was let go is not waited for longer than a rewriting may take; it goes on being loaded', async () => {
  const time = new AbortController();
  const loading: AbortSignal[] = [];
  const prepare = (signal: AbortSignal) => {
    loading.push(signal);
    time.abort();
    return new Promise<never>(() => undefined);
  };
  const { prompts, closeAll } = openRoom();
  open.push(closeAll);
  const request = { question: 'Od kada on teče?', context: ['Koliki je rok za žalbu?'], history: [{ question: 'Koliki je rok za žalbu?', answer: '15 dana.' }], signal: AbortSignal.any([]) };
  const made = await rewriteFollowUp({ generator: { ...scripted({ speed: 5000 }), prepare }, prompt: prompts.activeFollowUp, followUps: 'auto', request, limit: () => time.signal });
  expect(made).toMatchObject({ rewrite: { text: null }, leftMachine: false });
  expect(loading.map(({ aborted }) => aborted)).toEqual([false]);
});

test('always means also on a slow machine', async () => {
  const made = room({ writes: 'Od kada teče rok za žalbu?', speed: 20, followUps: 'always' });
  await made.ask();
  expect(last(made)?.text).toBe('Od kada teče rok za žalbu?');
});
