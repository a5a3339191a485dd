/** A made-up question with passages, to show what a prompt becomes. */
import type { Language } from '../contract/index.ts';
import type { PromptPassage } from './render.ts';

interface Sample {
  refusal: string;
  question: string;
  passages: readonly Omit<PromptPassage, 'code'>[];
  /** What an answer to it says, and what is asked then. */
  answer: string;
  next: string;
}

export const SAMPLE: Record<Language, Sample> = {
  hr: {
    refusal: 'Toga nema u vašim dokumentima.',
    question: 'Do kada se plaća zakupnina?',
    passages: [
      { document: 'Ugovor o zakupu.pdf', page: '2', text: 'Zakupnik plaća zakupninu do petog dana u mjesecu.' },
      { document: 'Zapisnik.docx', page: '1', text: 'Zakupnina se ne mijenja do kraja godine.' },
    ],
    answer: 'Zakupnina se plaća do petog dana u mjesecu.',
    next: 'Kolika je ona?',
  },
  en: {
    refusal: 'That is not in your documents.',
    question: 'By when is the rent paid?',
    passages: [
      { document: 'Lease.pdf', page: '2', text: 'The tenant pays the rent by the fifth day of the month.' },
      { document: 'Minutes.docx', page: '1', text: 'The rent does not change until the end of the year.' },
    ],
    answer: 'The rent is paid by the fifth day of the month.',
    next: 'How much is it?',
  },
};
