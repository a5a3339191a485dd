import type { Language } from '../contract/index.ts';

/** The answer when nothing in the documents answers: fixed words, never a model's. */
export const REFUSAL: Record<Language, string> = {
  hr: 'Toga nema u vašim dokumentima.',
  en: 'That is not in your documents.',
};
