/** What each role of prompt consists of: its parts, what may be filled into them, how long they may be. */
import type { PromptRole } from '../contract/index.ts';

export interface PartRule {
  name: string;
  placeholders: readonly string[];
  /** Without these the pipeline cannot work. */
  required: readonly string[];
  maxLength: number;
  /** Must show a number in square brackets: the form in which a model cites. */
  citationExample?: boolean;
}

const SHORT = 1000;

export const ROLES: Record<PromptRole, readonly PartRule[]> = {
  answer: [
    { name: 'instructions', placeholders: [], required: [], maxLength: 4000, citationExample: true },
    { name: 'refusal', placeholders: ['{refusal}'], required: ['{refusal}'], maxLength: SHORT },
    { name: 'general', placeholders: [], required: [], maxLength: SHORT },
    { name: 'passages', placeholders: [], required: [], maxLength: SHORT },
    { name: 'passage', placeholders: ['{code}', '{document}', '{page}', '{text}'], required: ['[{code}]', '{text}'], maxLength: SHORT },
    { name: 'question', placeholders: ['{question}'], required: ['{question}'], maxLength: SHORT },
  ],
  'follow-up': [
    { name: 'task', placeholders: [], required: [], maxLength: 2000 },
    { name: 'turn', placeholders: ['{question}', '{answer}'], required: ['{question}', '{answer}'], maxLength: SHORT },
    { name: 'next', placeholders: ['{question}'], required: ['{question}'], maxLength: SHORT },
  ],
};
