/** Next questions, made from passages that were read: no model is asked. */
import type { Answer, Language } from '../contract/index.ts';
import { fold, stem } from './fold.ts';
import { ownWords } from './follow-up.ts';
import { questionsOf } from './questions/index.ts';
import { oneLine } from './text.ts';

const LIMIT = 3;
const MIN_HEADING = 4;
const MAX_HEADING = 70;

const QUESTION: Record<Language, (heading: string) => string> = {
  hr: (heading) => `Što piše u dijelu „${heading}”?`,
  en: (heading) => `What does the part “${heading}” say?`,
};

/** A reference, an address, a stamp: `arXiv:2103.15348v2 [cs.CV]`, `www.…`, `KLASA: 372-01/24`. */
const CODED = /\p{L}:\s?\d|[@[\]{}<>|]|https?:|www\.|\d{4}[./-]\d|\d[./-]\d{4}/u;

/** A running head with its page, or a piece of a line: `page 24 2.3 IDRS Terminal Responses`, `, Benjamin Germain`. */
const RUNNING = /(?:^|\s)(?:page|p\.|str\.|stranica|strana)\s*\d+(?:\s|$)|^[,;.:)]/iu;

/** Headings of nearly every book: a question about them says nothing about this one. Folded. */
const EVERYWHERE = new Set(
  [
    'sadrzaj', 'kazalo', 'uvod', 'predgovor', 'pogovor', 'sazetak', 'zakljucak', 'literatura', 'prilog', 'prilozi', 'popis slika', 'popis tablica',
    'contents', 'table of contents', 'index', 'introduction', 'foreword', 'preface', 'abstract', 'summary', 'conclusion', 'conclusions', 'references',
    'bibliography', 'appendix', 'appendices', 'acknowledgements', 'acknowledgments', 'see also', 'external links', 'notes', 'list of figures', 'list of tables',
  ],
);

/**
 * What the documents the answer stands on answer as well, parts it did not use first: sentences turned into questions;
 * where none can be, the headings of those parts.
 */
export function suggestNext(answer: Answer, said: string, asked: readonly string[]): string[] {
  const isUsed = ({ number }: { number: number }): boolean => answer.used.includes(number);
  const stoodOn = new Set(answer.sources.filter(isUsed).map(({ documentId }) => documentId));
  const unusedFirst = answer.sources.filter(({ documentId }) => stoodOn.has(documentId)).toSorted((a, b) => Number(isUsed(a)) - Number(isUsed(b)));
  const known = [...asked, said].map(stemsOf);
  const fresh = unusedFirst.flatMap((source) => questionsOf(source, answer.language)).filter((question) => !isKnown(question, known));
  if (fresh.length > 0) return [...new Set(fresh)].slice(0, LIMIT);
  const told = asked.map(fold).join('\n');
  const headings = unusedFirst.flatMap(({ headingPath }) => headingOf(headingPath) ?? []).filter((heading) => !told.includes(fold(heading)));
  return [...new Set(headings.map(QUESTION[answer.language]))].slice(0, LIMIT);
}

const stemsOf = (text: string): ReadonlySet<string> => new Set(ownWords(text).map(stem));

/** Asked already, or answered by what was just said. */
const isKnown = (question: string, known: readonly ReadonlySet<string>[]): boolean => known.some((stems) => [...stemsOf(question)].every((stem) => stems.has(stem)));

/** A question about what stands under a heading; null for one that says nothing (a number, a whole sentence, ‘Contents’). */
export function headingQuestion(headingPath: readonly string[], language: Language): string | null {
  const heading = headingOf(headingPath);
  return heading === null ? null : QUESTION[language](heading);
}

function headingOf(headingPath: readonly string[]): string | null {
  const heading = oneLine(headingPath.at(-1) ?? '').replace(/\s*:$/u, '');
  const telling = heading.length >= MIN_HEADING && heading.length <= MAX_HEADING && /\p{L}{3}/u.test(heading) && !CODED.test(heading) && !RUNNING.test(heading);
  return telling && !EVERYWHERE.has(fold(heading).replace(/^[\d.\s]+/, '')) ? heading : null;
}
