/** The prompts of resources/prompts, one per language, each with its version; a change of words is a new version. */
import { z } from 'zod';
import type { Language } from '../contract/index.ts';
import en from '../../resources/prompts/en/answer.json' with { type: 'json' };
import hr from '../../resources/prompts/hr/answer.json' with { type: 'json' };

const AnswerPrompt = z.object({
  id: z.string(),
  version: z.string(),
  system: z.array(z.string()),
  general: z.array(z.string()),
  passages: z.string(),
  passage: z.string(),
  question: z.string(),
});

const PROMPTS = { hr: AnswerPrompt.parse(hr), en: AnswerPrompt.parse(en) };

export interface PromptPassage {
  /** The short code the model cites it by. */
  code: number;
  document: string;
  page: string;
  text: string;
}

export interface AnswerPromptText {
  /** `answer/hr/1`: stored with each run. */
  version: string;
  system(o: { refusal: string; generalKnowledge: boolean }): string;
  passage(passage: PromptPassage): string;
  turn(passages: readonly string[], question: string): string;
}

export function answerPrompt(language: Language): AnswerPromptText {
  const prompt = PROMPTS[language];
  return {
    version: `${prompt.id}/${language}/${prompt.version}`,
    system: ({ refusal, generalKnowledge }) =>
      [...(generalKnowledge ? [...prompt.system.slice(0, -1), ...prompt.general] : prompt.system)].join(' ').replace('{refusal}', refusal),
    passage: ({ code, document, page, text }) =>
      fill(prompt.passage, { code: String(code), document: neutralise(document), page, text: neutralise(text) }),
    turn: (passages, question) =>
      [...(passages.length > 0 ? [prompt.passages, ...passages] : []), fill(prompt.question, { question: neutralise(question) })].join('\n\n'),
  };
}

/** One pass: what is filled in is never filled in again. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

/** Tokens of chat formats, and numbers in brackets that would look like our codes. */
const TEMPLATE_TOKEN = /<\|[^<>|]{1,40}\|>|<\/?s>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\]|<\/?(?:start|end)_of_turn>|<\/?think>|<<\/?SYS>>/giu;
const CODE_LIKE = /\[(\s*\d+(?:\s*[,;–-]\s*\d+)*\s*)\]/gu;

/** Text of a document cannot speak as the system, end its own turn or cite. */
function neutralise(text: string): string {
  return text.replace(TEMPLATE_TOKEN, (token) => token.replace(/[<[]/gu, '‹').replace(/[>\]]/gu, '›').replaceAll('|', '¦')).replace(CODE_LIKE, '($1)');
}
