/** The texts of an answer prompt as a model gets them. */
import type { PromptParts } from '../contract/index.ts';

export interface PromptPassage {
  /** The short code the model cites it by. */
  code: number;
  document: string;
  page: string;
  text: string;
}

export interface AnswerPrompt {
  /** `answer/hr/1`: stored with each run. */
  version: string;
  system(o: { refusal: string; generalKnowledge: boolean }): string;
  passage(passage: PromptPassage): string;
  turn(passages: readonly string[], question: string): string;
}

export function renderAnswerPrompt(version: string, parts: PromptParts): AnswerPrompt {
  const part = (name: string): string => (parts[name] ?? '').trim();
  const instructions = part('instructions');
  // A rule joins a paragraph as its last sentence, and a list of lines as its last line.
  const joint = instructions.includes('\n') ? '\n' : ' ';
  return {
    version,
    system: ({ refusal, generalKnowledge }) => instructions + joint + (generalKnowledge ? part('general') : fill(part('refusal'), { refusal })),
    passage: ({ code, document, page, text }) =>
      fill(part('passage'), { code: String(code), document: neutralise(document), page, text: neutralise(text) }),
    turn: (passages, question) =>
      [...(passages.length > 0 ? [part('passages'), ...passages] : []), fill(part('question'), { question: neutralise(question) })].join('\n\n'),
  };
}

/** One pass: what is filled in is never filled in again. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

/** Tokens of chat formats. */
export const CHAT_TOKEN = /<\|[^<>|]{1,40}\|>|<\/?s>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\]|<\/?(?:start|end)_of_turn>|<\/?think>|<<\/?SYS>>/giu;
/** Numbers in brackets that would look like our codes. */
const CODE_LIKE = /\[(\s*\d+(?:\s*[,;–-]\s*\d+)*\s*)\]/gu;

/** Text of a document cannot speak as the system, end its own turn or cite. */
export function neutralise(text: string): string {
  return text.replace(CHAT_TOKEN, (token) => token.replace(/[<[]/gu, '‹').replace(/[>\]]/gu, '›').replaceAll('|', '¦')).replace(CODE_LIKE, '($1)');
}
