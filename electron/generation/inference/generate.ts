/** One answer: the part of the prompt the state does not have is read, then tokens are drawn until the end. */
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { Generated, Hearing, ToInference } from '../protocol.ts';
import { createThoughtFilter } from '../thoughts.ts';
import { Failure } from './failure.ts';
import type { LoadedModel } from './loaded-model.ts';
import { createStopFilter } from './stop-filter.ts';

type Request = Extract<ToInference, { type: 'generate' }>;

/** A prompt is read in steps of about so long: a cancel waits for one step. */
const STEP_SECONDS = 0.5;
const MIN_STEP = 16;
const MAX_STEP = 512;

/** @throws Failure model-too-large when the prompt does not fit the context */
export async function generate(loaded: LoadedModel, request: Request, signal: AbortSignal, hear: Hearing): Promise<Generated> {
  const started = performance.now();
  const { tokens, stops, thinking } = loaded.render(request.messages);
  const sequence = loaded.slots.for(request.conversationId);
  const room = sequence.contextSize - tokens.length - 1;
  if (room < 1) throw new Failure('model-too-large', `The prompt has ${tokens.length} tokens, the context ${sequence.contextSize}`);

  // The last token is always read: the first token of the answer comes from it.
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
  const reusedTokens = sequence.nextTokenIndex;
  const read = await prefill(sequence, tokens.slice(reusedTokens, -1), loaded.info.prefillTokensPerSecond, signal);
  const prefillMs = performance.now() - started;
  const made = read ? await decode(loaded, sequence, tokens.slice(-1), request, Math.min(request.maxTokens, room), { stops, thinking }, signal, hear) : NOTHING;
  return {
    text: made.text,
    promptTokens: tokens.length,
    reusedTokens,
    outputTokens: made.count,
    prefillMs,
    firstTokenMs: made.firstAt === null ? null : made.firstAt - started,
    tokensPerSecond: made.firstAt === null || made.count < 2 ? null : (made.count - 1) / ((made.lastAt - made.firstAt) / 1000),
    ended: made.ended,
  };
}

interface Made {
  text: string;
  count: number;
  firstAt: number | null;
  lastAt: number;
  ended: Generated['ended'];
}

const NOTHING: Made = { text: '', count: 0, firstAt: null, lastAt: 0, ended: 'aborted' };

/** False when it was cancelled on the way; what was read stays and is reused. */
async function prefill(sequence: LlamaContextSequence, tokens: readonly Token[], speed: number | null, signal: AbortSignal): Promise<boolean> {
  const step = Math.min(MAX_STEP, Math.max(MIN_STEP, Math.round((speed ?? 0) * STEP_SECONDS)));
  for (let from = 0; from < tokens.length; from += step) {
    if (signal.aborted) return false;
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(from, from + step));
  }
  return !signal.aborted;
}

async function decode(
  loaded: LoadedModel,
  sequence: LlamaContextSequence,
  lastOfPrompt: Token[],
  request: Request,
  maxTokens: number,
  { stops, thinking }: { stops: readonly string[]; thinking: boolean },
  signal: AbortSignal,
  hear: Hearing,
): Promise<Made> {
  const made: Made = { ...NOTHING, ended: 'stop' };
  const stopFilter = createStopFilter(stops);
  const thoughts = createThoughtFilter({
    thinking,
    takeBack() {
      made.text = '';
      hear.takeBack();
    },
  });
  const decoder = createDetokenizer(loaded);
  const emit = (text: string) => {
    if (text === '') return;
    made.text += text;
    hear.text(text);
  };
  const options = { temperature: request.temperature, topP: 0.95, topK: 40, ...(request.seed === undefined ? {} : { seed: request.seed }) };
  for await (const token of sequence.evaluate(lastOfPrompt, options)) {
    const now = performance.now();
    made.firstAt ??= now;
    made.lastAt = now;
    made.count += 1;
    emit(thoughts.push(stopFilter.push(decoder.push(token))));
    if (stopFilter.stopped) break;
    if (signal.aborted) {
      made.ended = 'aborted';
      break;
    }
    if (made.count >= maxTokens) {
      made.ended = 'length';
      break;
    }
  }
  emit(thoughts.push(stopFilter.stopped ? '' : stopFilter.end()));
  emit(thoughts.end());
  return made;
}

/** Tokens as text; one that ends inside a letter waits for the next. */
function createDetokenizer({ model }: LoadedModel): { push(token: Token): string } {
  let pending: Token[] = [];
  let last: Token[] = [];
  return {
    push(token) {
      pending.push(token);
      const text = model.detokenize(pending, false, last);
      if (text.endsWith('\uFFFD') && pending.length < 8) return '';
      last = pending;
      pending = [];
      return text;
    },
  };
}
