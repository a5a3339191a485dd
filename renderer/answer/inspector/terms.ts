/** The words a search looked for as a person wrote them: the index knows them folded and by keys of its own. */
import type { Trace } from '../../../electron/contract/index.ts';
import { fold } from '../../text/index.ts';

export interface ShownTerm {
  word: string;
  /** Stems of it that the documents have, without diacritics as they stand in the index. */
  stems: string[];
  /** Whether words that only begin as it does were looked for too. */
  begun: boolean;
  weight: number;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** How the index marks the beginning that many words share. Its sounds are levelled: it is not shown. */
const BEGINNING = '_';

export function shownTerms({ question, searched, terms }: Pick<Trace, 'question' | 'searched' | 'terms'>): ShownTerm[] {
  const written = new Map((`${searched} ${question}`.match(WORD) ?? []).map((word) => [fold(word), word.toLocaleLowerCase('hr')]));
  return terms.map(({ token, forms, weight }) => ({
    word: written.get(token) ?? token,
    stems: [...new Set(forms.filter((form) => !form.startsWith(BEGINNING)))],
    begun: forms.some((form) => form.startsWith(BEGINNING)),
    weight,
  }));
}
