/** Whether what a model made of a follow-up may be searched with: pure. A small model answers, explains or wanders off. */
import type { Language } from '../../contract/index.ts';
import { isWrongLanguage } from '../answer-language.ts';
import { foldedWords, stem } from '../fold.ts';
import { ownWords, standsAlone } from '../follow-up.ts';
import { refusalIn } from '../free-refusal.ts';

export interface Asked {
  question: string;
  /** Everything said before it. */
  before: string;
  language: Language;
}

const LABEL = /^(?:(?:preoblikovano|samostalno|posljednje|novo)?\s*pitanje|(?:rewritten|standalone|last|new)?\s*question)\s*:\s*/iu;
const MOST_WORDS = 40;

/** The question as it may be searched, or null. */
export function acceptRewrite(written: string, asked: Asked): string | null {
  const text = firstLine(written);
  const words = foldedWords(text);
  if (words.length < 2 || words.length > MOST_WORDS) return null;
  if (isWrongLanguage(text, asked.language) || refusalIn(text) !== 'none' || !standsAlone(text)) return null;
  const stems = ownWords(text).map(stem);
  const own = ownWords(asked.question).map(stem);
  const said = new Set(foldedWords(`${asked.before} ${asked.question}`).map(stem));
  // Nothing may come from anywhere else; what was asked stays; and something must have been put in.
  if (stems.some((one) => !said.has(one))) return null;
  if (own.filter((one) => stems.includes(one)).length * 2 < own.length) return null;
  return stems.some((one) => !own.includes(one)) ? text : null;
}

function firstLine(written: string): string {
  const line = written.split('\n').map((one) => one.trim()).find((one) => one !== '') ?? '';
  return line.replace(/^[*"'„“”»«\s]+|[*"'„“”»«\s]+$/gu, '').replace(LABEL, '').replace(/^["'„“”»«\s]+/u, '').trim();
}
