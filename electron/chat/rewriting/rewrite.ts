/**
 * A follow-up that points at something said before, written out by the model so that it stands alone. The rule comes first
 * (follow-up.ts): a model is asked only where the rule can do no better than search with the earlier question too, only
 * where it is fast enough, and whatever goes wrong the rule's result stands.
 */
import type { Language, Rewrite, Settings } from '../../contract/index.ts';
import type { Generator } from '../../generation/index.ts';
import type { FollowUpPrompt } from '../../prompts/index.ts';
import { isWrongLanguage } from '../answer-language.ts';
import { pointsBack } from '../follow-up.ts';
import { withoutMarks } from '../markers.ts';
import { orAborted } from '../or-aborted.ts';
import type { AnswerRequest } from '../turn.ts';
import { acceptRewrite } from './accept.ts';

export interface RewriteInput {
  generator: Generator;
  prompt(language: Language): FollowUpPrompt;
  followUps: Settings['generation']['followUps'];
  request: Pick<AnswerRequest, 'question' | 'context' | 'history' | 'signal'>;
  /** Aborts after so many milliseconds. */
  limit?: (milliseconds: number) => AbortSignal;
}

const TURNS = 2;
const MOST_ANSWER = 500;
const MOST_TOKENS = 64;
/** What a question takes, as a rule. */
const USUAL_TOKENS = 24;
/** Writing a token takes as long as reading so many, on a processor; a graphics card writes quicker than this says. */
const WRITING_COST = 6;
/** Nobody waits longer for it, where the person has not said that it is always to be done. */
const AUTO_MS = 3000;
const ALWAYS_MS = 20_000;
/** A state of its own: the conversation's is not touched where there is room for two. */
const OWN_STATE = 'follow-up';

export interface Rewritten {
  rewrite: Rewrite;
  /** Text was sent to another machine for it. */
  leftMachine: boolean;
}

/** null: no model was asked. */
export async function rewriteFollowUp({ generator, prompt, followUps, request, limit = (milliseconds) => AbortSignal.timeout(milliseconds) }: RewriteInput): Promise<Rewritten | null> {
  const { question, context, history, signal } = request;
  if (followUps === 'never' || context.length === 0 || history.length === 0 || !pointsBack(question)) return null;
  const speed = generator.describe().prefillTokensPerSecond;
  // Before a first answer nothing is known of the machine, and the model may not even be loaded.
  if (followUps === 'auto' && speed === null) return null;
  const before = history.slice(-TURNS).map((turn) => ({ question: turn.question, answer: shortened(turn.answer) }));
  const said = before.map((turn) => `${turn.question} ${turn.answer}`).join(' ');
  const language: Language = isWrongLanguage(`${question} ${said}`, 'hr') ? 'en' : 'hr';
  const { system, turn, version } = prompt(language);
  const messages = [
    { role: 'system' as const, text: system },
    { role: 'user' as const, text: turn(before, question) },
  ];
  const started = performance.now();
  let leftMachine = false;
  const given = (text: string | null): Rewritten => ({ rewrite: { text, promptVersion: version, milliseconds: Math.round(performance.now() - started) }, leftMachine });
  const limited = AbortSignal.any([signal, limit(followUps === 'auto' ? AUTO_MS : ALWAYS_MS)]);
  const write = async (): Promise<Rewritten | null> => {
    // One that was let go is loaded again, and longer than the limit if it must be: the answer needs it anyway.
    const prepared = await generator.prepare(signal);
    limited.throwIfAborted();
    const tokens = await generator.countTokens(messages.map((message) => message.text));
    const toRead = tokens.reduce((sum, count) => sum + count, 0);
    if (followUps === 'auto' && predictedMs(toRead, speed) > AUTO_MS) return null;
    ({ leftMachine } = prepared);
    const made = await generator.generate({
      conversationId: OWN_STATE,
      messages,
      maxTokens: MOST_TOKENS,
      temperature: 0,
      signal: limited,
      onToken: () => undefined,
      onTakeBack: () => undefined,
    });
    return given(made.ended === 'aborted' ? null : acceptRewrite(made.text, { question, before: said, language }));
  };
  try {
    return await orAborted(write(), limited);
  } catch (error) {
    if (signal.aborted) throw error;
    return given(null);
  }
}

const predictedMs = (toRead: number, speed: number | null): number => (speed === null ? 0 : ((toRead + USUAL_TOKENS * WRITING_COST) / speed) * 1000);

/** An answer's beginning, to the end of a word: what a question points at is mostly there. */
function shortened(answer: string): string {
  const plain = withoutMarks(answer);
  return plain.length <= MOST_ANSWER ? plain : plain.slice(0, Math.max(plain.lastIndexOf(' ', MOST_ANSWER), 1));
}
