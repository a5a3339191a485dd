/** The prompt of one answer: as many whole passages as the context and the wait for the first word allow. */
import type { Language, Settings, Source } from '../contract/index.ts';
import { GenerationError, type Generator, type GeneratorInfo, type PromptMessage } from '../generation/index.ts';
import type { AnswerPrompt } from '../prompts/index.ts';
import type { Turn } from './turn.ts';
import { codesOf, messagesOf, type PromptMemory, type PromptState } from './prompt-memory.ts';
import { REFUSAL } from './refusal.ts';

export interface PromptPlan {
  messages: PromptMessage[];
  state: PromptState;
  sent: string;
  /** Codes of passages that earlier turns hold, by passage id. */
  known: ReadonlyMap<string, number>;
  /** Codes of the passages this turn brings, by passage id. */
  codes: Map<string, number>;
  /** The source's number for each code in the prompt. */
  numberOf: Map<number, number>;
  /** The sources the model can read. */
  given: Source[];
  maxTokens: number;
  /** Time to the first word, from the measured speed; null when nothing was measured. */
  predictedMs: number | null;
  version: string;
}

export interface PlanInput {
  generator: Generator;
  info: GeneratorInfo;
  settings: Settings['generation'];
  memory: PromptMemory;
  prompt: AnswerPrompt;
  conversationId: string;
  language: Language;
  generalKnowledge: boolean;
  question: string;
  history: readonly Turn[];
  sources: readonly Source[];
  /** A replay reads these, however long it takes. */
  only: ReadonlySet<number> | null;
}

/** What a chat format adds to each message, generously. */
const MESSAGE_TOKENS = 16;
/** An answer may take at most this share of the context. */
const OUTPUT_SHARE = 1 / 3;
/** Earlier turns beyond this share of the room are dropped whole. */
const HISTORY_SHARE = 0.6;

/** @throws GenerationError out-of-memory when not one passage fits */
export async function planPrompt(o: PlanInput): Promise<PromptPlan> {
  const { prompt } = o;
  const system = prompt.system({ refusal: REFUSAL[o.language], generalKnowledge: o.generalKnowledge });
  const maxTokens = Math.min(o.settings.maxOutputTokens, Math.floor(o.info.contextTokens * OUTPUT_SHARE));
  const room = o.info.contextTokens - maxTokens;

  let state = o.memory.recall(o.conversationId, system, o.history);
  let kept = await tokensOf(o.generator, messagesOf(state, '').map((message) => message.text));
  if (kept > room * HISTORY_SHARE && state.turns.length > 0) {
    state = { system, turns: [] };
    kept = await tokensOf(o.generator, [system]);
  }
  const known = codesOf(state);
  const added = codesFor(o.sources, known);
  const fresh = o.sources.filter((source) => added.has(source.passageId));
  const rendered = fresh.map((source) =>
    prompt.passage({ code: added.get(source.passageId) ?? 0, document: source.documentName, page: source.pageLabel ?? String(source.page), text: source.text }),
  );
  const [frame = 0, ...sizes] = await o.generator.countTokens([prompt.turn([], o.question), ...rendered]);

  const speed = o.info.prefillTokensPerSecond;
  const toRead = frame + MESSAGE_TOKENS + (state.turns.length > 0 ? 0 : kept);
  const byTime = speed === null ? Infinity : speed * o.settings.firstTokenBudgetSeconds - toRead;
  const byContext = room - kept - frame - MESSAGE_TOKENS;
  const taken = takeWhole(sizes, { wanted: Math.min(o.only ? Infinity : byTime, byContext), most: byContext, may: (index) => o.only?.has(fresh[index]?.number ?? 0) ?? true });
  const given = o.sources.filter((source) => known.has(source.passageId) || taken.has(fresh.indexOf(source)));
  if (given.length === 0 && o.sources.length > 0) throw new GenerationError('out-of-memory', 'not one passage fits the context of the model');

  const codes = new Map([...added].filter(([id]) => given.some((source) => source.passageId === id)));
  const all = new Map([...known, ...codes]);
  const sent = prompt.turn(rendered.filter((_, index) => taken.has(index)), o.question);
  const readTokens = toRead + sizes.reduce((sum, size, index) => (taken.has(index) ? sum + size : sum), 0);
  return {
    messages: messagesOf(state, sent),
    state,
    sent,
    known,
    codes,
    numberOf: new Map(given.map((source) => [all.get(source.passageId) ?? 0, source.number])),
    given,
    maxTokens,
    predictedMs: speed === null ? null : (readTokens / speed) * 1000,
    version: prompt.version,
  };
}

async function tokensOf(generator: Generator, texts: readonly string[]): Promise<number> {
  const counts = await generator.countTokens(texts);
  return counts.reduce((sum, count) => sum + count + MESSAGE_TOKENS, 0);
}

/** New codes go on after the highest one in the prompt. */
function codesFor(sources: readonly Source[], known: ReadonlyMap<string, number>): Map<string, number> {
  let next = Math.max(0, ...known.values());
  return new Map(
    sources
      .filter((source) => !known.has(source.passageId))
      .map((source) => {
        next += 1;
        return [source.passageId, next];
      }),
  );
}

/** Places of the passages taken, best first: whole or not at all; the best that fits even where time says none. */
function takeWhole(sizes: readonly number[], limit: { wanted: number; most: number; may: (index: number) => boolean }): Set<number> {
  const taken = new Set<number>();
  let sum = 0;
  sizes.forEach((size, index) => {
    const room = taken.size === 0 ? limit.most : limit.wanted;
    if (sum + size > room || !limit.may(index)) return;
    taken.add(index);
    sum += size;
  });
  return taken;
}
