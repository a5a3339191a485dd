/** Example questions before the first one: from what the newest documents say, else from their headings. Documents and chat meet here. */
import { headingQuestion, questionsOf } from '../chat/index.ts';
import type { Language, Passage } from '../contract/index.ts';
import type { Documents } from '../documents/index.ts';

const QUESTIONS = 3;
/** The newest of the library; of these, so many are looked into: not every one has headings. */
const NEWEST = 100;
const LOOKED_INTO = 8;
const PASSAGES = 40;

/** At most one question a document, in the document's language; documents in the person's own come first. Empty when the engine cannot be asked now. */
export async function firstQuestions(documents: Pick<Documents, 'list' | 'passages'>, preferred?: Language, signal?: AbortSignal): Promise<string[]> {
  const { items } = documents.list({
    filter: { text: '', states: ['ready', 'partial'], types: [], folder: null },
    sort: 'addedAt',
    descending: true,
    offset: 0,
    limit: NEWEST,
  });
  const questions: string[] = [];
  // Headings of a recognised scan may be misread: they make poor questions.
  const clear = items.filter((one) => one.outcomes.ocr <= one.outcomes.text);
  const own = ({ languages }: { languages: readonly Language[] }): boolean => preferred !== undefined && languages[0] === preferred;
  for (const { id, languages } of clear.toSorted((a, b) => Number(own(b)) - Number(own(a))).slice(0, LOOKED_INTO)) {
    const { items: passages } = await documents.passages({ id, offset: 0, limit: PASSAGES }, signal).catch(() => ({ items: [] }));
    const language = languages[0] ?? 'hr';
    const question = passages.flatMap((passage) => questionsOf({ ...passage, language: passage.language ?? language }, language))[0] ?? aboutPart(passages, language);
    if (question !== undefined) questions.push(question);
    if (questions.length === QUESTIONS) break;
  }
  return questions;
}

/** A heading under another says what a part is about; the outermost one is often just the title. */
function aboutPart(passages: readonly Passage[], language: Language): string | undefined {
  return passages
    .toSorted((a, b) => Number(b.headingPath.length > 1) - Number(a.headingPath.length > 1))
    .map((passage) => headingQuestion(passage.headingPath, passage.language ?? language))
    .find((one) => one !== null) ?? undefined;
}
