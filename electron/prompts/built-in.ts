/** The prompts that came with the application (resources/prompts): what a new installation answers with. */
import { z } from 'zod';
import type { Language, PromptParts, PromptRole } from '../contract/index.ts';
import en from '../../resources/prompts/en/answer.json' with { type: 'json' };
import enFollowUp from '../../resources/prompts/en/follow-up.json' with { type: 'json' };
import hr from '../../resources/prompts/hr/answer.json' with { type: 'json' };
import hrFollowUp from '../../resources/prompts/hr/follow-up.json' with { type: 'json' };
import { wholeParts } from './rules.ts';

export interface BuiltIn {
  /** `answer/hr` */
  id: string;
  role: PromptRole;
  language: Language;
  parts: PromptParts;
}

/** A text, or its sentences in a row. */
const File = z.record(z.string(), z.union([z.string(), z.array(z.string()).transform((sentences) => sentences.join(' '))]));

const builtIn = (role: PromptRole, language: Language, file: unknown): BuiltIn => ({ id: `${role}/${language}`, role, language, parts: wholeParts(role, File.parse(file)) });

export const BUILT_IN: readonly BuiltIn[] = [builtIn('answer', 'hr', hr), builtIn('answer', 'en', en), builtIn('follow-up', 'hr', hrFollowUp), builtIn('follow-up', 'en', enFollowUp)];
