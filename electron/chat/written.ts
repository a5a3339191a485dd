/** The written answer: prompt, stream, check; whatever goes wrong ends in the excerpt, with the reason. */
import type { Answer, FallbackReason, GenerationStats, Settings, Source, Timings } from '../contract/index.ts';
import { GenerationError, type GenerationResult, type Generator } from '../generation/index.ts';
import { isWrongLanguage } from './answer-language.ts';
import { type ExtractiveText, extractiveAnswer } from './extractive.ts';
import type { AnswerPrompt } from '../prompts/index.ts';
import { refusalIn } from './free-refusal.ts';
import { loopIn } from './loops.ts';
import { createMarkerFilter, withCodes } from './markers.ts';
import type { AnswerRequest, AnswerSink, Outcome } from './turn.ts';
import type { CheckPort } from './ports.ts';
import type { PromptMemory } from './prompt-memory.ts';
import { planPrompt, type PromptPlan } from './prompt-plan.ts';
import { REFUSAL } from './refusal.ts';
import type { Attempt } from './runs/evidence.ts';
import { nothingHolds, shareSupported, somethingFails } from './support.ts';
import { unverified, verify } from './verify.ts';

export interface WriteInput {
  generator: Generator;
  check: CheckPort;
  memory: PromptMemory;
  prompt: AnswerPrompt;
  settings: Settings;
  request: AnswerRequest;
  /** Sources found, nothing said yet; its mode is the mode of `extract`. */
  base: Answer;
  /** What answers when the model does not: the excerpt, or the refusal. */
  extract: ExtractiveText;
  /** The sources the model may read. */
  given: readonly Source[];
  sink: AnswerSink;
}

type Written = Pick<Outcome, 'text' | 'state' | 'answer' | 'problem'>;

/** Milliseconds by step, as they become known. */
type Writing = WriteInput & { took: Timings };

export async function writeAnswer(input: WriteInput): Promise<Written> {
  const o: Writing = { ...input, took: {} };
  const timeout = AbortSignal.timeout(o.settings.generation.timeoutSeconds * 1000);
  const signal = AbortSignal.any([o.request.signal, timeout]);
  const writer = createWriter(o);
  try {
    o.sink.stage('reading-prompt', null);
    const plan = await makePlan(o, signal);
    o.sink.stage('reading-prompt', plan.predictedMs);
    const result = await timed(o, 'generate', () => writer.write(plan, signal));
    o.sink.attempt(attemptOf(o, plan, result));
    if (result.ended === 'aborted') return fallBack(o, timeout.aborted ? 'timeout' : 'stopped', writer.text, null);
    return await judge(o, plan, result, writer.text, writer.raw);
  } catch (error) {
    if (o.request.signal.aborted) throw error;
    const reason = timeout.aborted ? 'timeout' : error instanceof GenerationError ? error.reason : 'model-failed';
    return fallBack(o, reason, writer.text, error);
  }
}

async function timed<T>(o: Writing, step: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    o.took[step] = performance.now() - started;
  }
}

async function makePlan(o: Writing, signal: AbortSignal): Promise<PromptPlan> {
  o.sink.attempt(attemptOf(o, null));
  const info = await timed(o, 'load', () => o.generator.prepare(signal));
  const plan = await timed(o, 'prompt', () =>
    planPrompt({
      generator: o.generator,
      info,
      settings: o.settings.generation,
      memory: o.memory,
      prompt: o.prompt,
      conversationId: o.request.conversationId,
      language: o.base.language,
      generalKnowledge: o.request.settings.generalKnowledge,
      question: o.request.question,
      history: o.request.history,
      sources: o.given,
      only: o.request.only ?? null,
    }),
  );
  o.sink.attempt(attemptOf(o, plan));
  return plan;
}

function attemptOf(o: Writing, plan: PromptPlan | null, made: Partial<GenerationResult> = {}): Attempt {
  const { name, leftMachine } = o.generator.describe();
  return {
    model: name,
    leftMachine,
    promptVersion: plan?.version ?? null,
    messages: plan?.messages ?? [],
    given: plan?.given.map((source) => source.number) ?? [],
    known: Object.fromEntries(plan?.known ?? []),
    promptTokens: made.promptTokens ?? null,
    reusedTokens: made.reusedTokens ?? null,
    outputTokens: made.outputTokens ?? null,
    firstTokenMs: made.firstTokenMs ?? null,
    tokensPerSecond: made.tokensPerSecond ?? null,
  };
}

/** Fewer words before a loop are part of it. */
const SAYS_SOMETHING = 3;

/** The text as it comes: marks resolved, the excerpt replaced at the first word. */
function createWriter(o: Writing) {
  let text = '';
  let raw = '';
  return {
    get text() {
      return text;
    },
    get raw() {
      return raw;
    },
    async write(plan: PromptPlan, signal: AbortSignal): Promise<GenerationResult> {
      const started = performance.now();
      const newMarks = () => createMarkerFilter((code) => plan.numberOf.get(code));
      let marks = newMarks();
      const { begun = '' } = o.request;
      const begunRaw = withCodes(begun, plan.numberOf);
      text = begun;
      raw = begunRaw;
      if (begun !== '') o.sink.replace(text, writtenAnswer(o, plan, {}));
      const looping = new AbortController();
      let cut: number | null = null;
      const emit = (piece: string): void => {
        const words = text === '' ? piece.trimStart() : piece;
        if (words === '') return;
        if (text === begun) o.sink.stage('writing', null);
        if (text === '') o.sink.replace('', writtenAnswer(o, plan, { firstTokenMs: performance.now() - started }));
        text += words;
        o.sink.delta(words);
        cut ??= loopIn(text);
        if (cut !== null) looping.abort();
      };
      const result = await o.generator.generate({
        conversationId: o.request.conversationId,
        messages: begun === '' ? plan.messages : [...plan.messages, { role: 'assistant', text: begunRaw }],
        maxTokens: plan.maxTokens,
        temperature: o.settings.generation.temperature,
        signal: AbortSignal.any([signal, looping.signal]),
        onToken(token) {
          if (cut !== null) return;
          raw += token;
          emit(marks.push(token));
        },
        onTakeBack() {
          marks = newMarks();
          raw = begunRaw;
          if (text === begun) return;
          text = begun;
          if (begun === '') o.sink.replace(o.extract.text, extractiveAnswer(o.base, o.extract, null));
          else o.sink.replace(begun, writtenAnswer(o, plan, {}));
        },
      });
      if (cut === null) emit(marks.end());
      if (cut === null) return result;
      // What it said before it began to repeat itself is judged like any other answer.
      text = text.slice(0, cut);
      if (text.trim().split(/\s+/u).length < SAYS_SOMETHING) text = '';
      return signal.aborted ? result : { ...result, ended: 'stop' };
    },
  };
}

/** A finished text: accepted with its checks, or the excerpt. */
async function judge(o: Writing, plan: PromptPlan, result: GenerationResult, text: string, raw: string): Promise<Written> {
  const { language } = o.base;
  const answer = writtenAnswer(o, plan, result);
  if (text.trim() === '') return fallBack(o, 'empty', text, null);
  const refusal = refusalIn(text);
  if (refusal === 'whole') return refuse(o, answer);
  if (isWrongLanguage(text, language)) return fallBack(o, 'wrong-language', text, null);

  o.sink.stage('checking', null);
  const checked = await timed(o, 'check', () => verify(text, plan.given, o.check, o.request.signal)).catch((error: unknown) => {
    if (o.request.signal.aborted) throw error;
    return unverified(text, plan.given);
  });
  const { generalKnowledge, strictness } = o.request.settings;
  if (!generalKnowledge && refusal === 'leading' && nothingHolds(checked)) return refuse(o, answer);
  if (!generalKnowledge && (strictness === 'strict' ? somethingFails(checked) : nothingHolds(checked))) return fallBack(o, 'unsupported', text, null);
  const final: Answer = {
    ...answer,
    sentences: checked.sentences,
    used: checked.used,
    confidence: Math.min(answer.confidence, shareSupported(checked)),
    timings: { ...answer.timings, ...o.took },
  };
  o.sink.replace(checked.text, final);
  o.memory.keep(o.request.conversationId, {
    system: plan.state.system,
    turns: [...plan.state.turns, { question: o.request.question, answer: checked.text, sent: plan.sent, written: raw, codes: plan.codes }],
  });
  return { text: checked.text, state: 'complete', answer: final, problem: null };
}

/** In the fixed words, whatever the model's were; the nearest passages stay beside them. */
function refuse(o: Writing, answer: Answer): Written {
  const refused: Answer = { ...answer, mode: 'refused', timings: { ...answer.timings, ...o.took } };
  const text = REFUSAL[refused.language];
  o.sink.replace(text, refused);
  return { text, state: 'complete', answer: refused, problem: null };
}

function fallBack(o: Writing, reason: FallbackReason, partial: string, error: unknown): Written {
  const answer = extractiveAnswer({ ...o.base, timings: { ...o.base.timings, ...o.took } }, o.extract, reason);
  o.sink.replace(o.extract.text, answer);
  const message = error instanceof Error ? error.message : '';
  // What the model had written is kept beside the answer, never as the answer.
  const problem = partial === '' && error === null ? null : { code: reason, message, details: partial === '' ? {} : { partial } };
  return { text: o.extract.text, state: 'complete', answer, problem };
}

function writtenAnswer(o: Writing, plan: PromptPlan, made: Partial<GenerationResult>): Answer {
  const { name, leftMachine } = o.generator.describe();
  const generation: GenerationStats = {
    model: name,
    promptTokens: made.promptTokens ?? 0,
    reusedTokens: made.reusedTokens ?? 0,
    outputTokens: made.outputTokens ?? 0,
    firstTokenMs: made.firstTokenMs ?? null,
    tokensPerSecond: made.tokensPerSecond ?? null,
    leftMachine,
    promptVersion: plan.version,
  };
  return { ...o.base, mode: 'generated', timings: { ...o.base.timings, ...o.took }, generation };
}
