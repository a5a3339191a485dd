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

/** Headings of nearly every book: a question about them says nothing about this one. Folded. */
const EVERYWHERE = new Set(
  [
    'sadrzaj', 'kazalo', 'uvod', 'predgovor', 'pogovor', 'sazetak', 'zakljucak', 'literatura', 'prilog', 'prilozi', 'popis slika', 'popis tablica',
    'contents', 'table of contents', 'index', 'introduction', 'foreword', 'preface', 'abstract', 'summary', 'conclusion', 'conclusions', 'references',
    'bibliography', 'appendix', 'appendices', 'acknowledgements', 'acknowledgments', 'see also', 'external links', 'notes', 'list of figures', 'list of tables',
  ],
);

/** Sources that were read and not used come first: what the answer did not say. */
export function suggestNext(answer: Answer, asked: readonly string[]): string[] {
  const unusedFirst = answer.sources.toSorted((a, b) => Number(answer.used.includes(a.number)) - Number(answer.used.includes(b.number)));
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
  const telling = heading.length >= MIN_HEADING && heading.length <= MAX_HEADING && /\p{L}{3}/u.test(heading);
  return telling && !EVERYWHERE.has(fold(heading).replace(/^[\d.\s]+/, '')) ? heading : null;
}
