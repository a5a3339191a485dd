/**
 * A question a person might ask, whose answer stands in a sentence: the sentence turned round. Each pattern takes only
 * what the sentence says, so what is asked is always answered; a sentence that fits none makes none.
 */
import type { Language } from '../../contract/index.ts';
import { fold } from '../fold.ts';
import { splitSentences } from '../sentences.ts';
import { oneLine } from '../text.ts';
import { CROATIAN } from './croatian.ts';
import { ENGLISH } from './english.ts';

/** How a sentence begins, and the question its parts make. */
export type Pattern = readonly [begins: string, ask: (...parts: string[]) => string];

const compile = (patterns: readonly Pattern[]) => patterns.map(([begins, ask]) => ({ begins: new RegExp(begins, 'u'), ask }));
const PATTERNS: Record<Language, ReturnType<typeof compile>> = { hr: compile(CROATIAN), en: compile(ENGLISH) };

/** A subject that only points at something: the question would not stand alone. Folded. */
const POINTING = /^(?:on|ona|ono|oni|one|to|ovo|ovaj|ova|ove|ovi|taj|ta|te|ti|tim|njegov\p{L}*|njezin\p{L}*|njihov\p{L}*|isti|ista|prvi|drugi|it|its|he|she|they|their|this|that|these|those|there|we|our|i|you|such|each|both|one|some|all|other|another|no|if|when|in|as|for|however)\b/u;
const SHORTEST = 12;
const LONGEST = 90;

/** Questions a passage answers, in its order; of a passage in another language than wanted, none. */
export function questionsOf(passage: { text: string; language: Language | null }, language: Language): string[] {
  if (passage.language !== language) return [];
  const text = passage.text.replace(/^[\s#>*-]+/gmu, '');
  const sentences = splitSentences(text).map(({ start, end }) => oneLine(text.slice(start, end)));
  return [...new Set(sentences.flatMap((sentence) => questionOf(sentence, language) ?? []))];
}

function questionOf(sentence: string, language: Language): string | null {
  if (POINTING.test(fold(sentence))) return null;
  for (const { begins, ask } of PATTERNS[language]) {
    const match = begins.exec(sentence);
    if (match === null) continue;
    const [, subject = '', ...rest] = match;
    const question = ask(lowered(subject, sentence), ...rest);
    return question.length >= SHORTEST && question.length <= LONGEST ? question : null;
  }
  return null;
}

/** The first word goes on in lower case, unless it is written so anyway: a name, an abbreviation. */
function lowered(subject: string, sentence: string): string {
  const [first = '', second = ''] = subject.split(' ');
  const isName = /^\p{Lu}{2}/u.test(first) || /^\p{Lu}/u.test(second) || new RegExp(`\\s${first}\\b`, 'u').test(sentence);
  return isName && !/^(?:The|A|An)$/u.test(first) ? subject : subject.charAt(0).toLowerCase() + subject.slice(1);
}
