/** Next questions, made from the headings of passages that were read: no model is asked. */
import type { Answer, Language } from '../contract/index.ts';
import { fold } from './fold.ts';
import { oneLine } from './text.ts';

const LIMIT = 3;
const MIN_HEADING = 4;
const MAX_HEADING = 70;

const QUESTION: Record<Language, (heading: string) => string> = {
  hr: (heading) => `Što piše pod naslovom „${heading}”?`,
  en: (heading) => `What is said under “${heading}”?`,
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

/** Other parts of the documents the answer stands on, those it did not use first: what it did not say. */
export function suggestNext(answer: Answer, asked: readonly string[]): string[] {
  const isUsed = ({ number }: { number: number }): boolean => answer.used.includes(number);
  const stoodOn = new Set(answer.sources.filter(isUsed).map(({ documentId }) => documentId));
  const unusedFirst = answer.sources.filter(({ documentId }) => stoodOn.has(documentId)).toSorted((a, b) => Number(isUsed(a)) - Number(isUsed(b)));
  const known = asked.map(fold).join('\n');
  const questions = new Set<string>();
  for (const source of unusedFirst) {
    const heading = headingOf(source.headingPath);
    if (heading === null || known.includes(fold(heading))) continue;
    questions.add(QUESTION[answer.language](heading));
    if (questions.size === LIMIT) break;
  }
  return [...questions];
}

/** A question about what stands under a heading; null for one that says nothing (a number, a whole sentence, ‘Contents’). */
export function headingQuestion(headingPath: readonly string[], language: Language): string | null {
  const heading = headingOf(headingPath);
  return heading === null ? null : QUESTION[language](heading);
}

function headingOf(headingPath: readonly string[]): string | null {
  const heading = oneLine(headingPath.at(-1) ?? '');
  const telling = heading.length >= MIN_HEADING && heading.length <= MAX_HEADING && /\p{L}{3}/u.test(heading) && !CODED.test(heading) && !RUNNING.test(heading);
  return telling && !EVERYWHERE.has(fold(heading).replace(/^[\d.\s]+/, '')) ? heading : null;
}
