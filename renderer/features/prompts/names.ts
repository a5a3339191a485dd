/** Words for what the core calls by name. */
import type { Prompt, PromptVersion } from '../../../electron/contract/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { en } from '../../i18n/en/index.ts';

type KnownPart = keyof typeof en.prompts.parts;
const isKnown = (name: string): name is KnownPart => Object.hasOwn(en.prompts.parts, name);

/** A part that has no words yet keeps its own name. */
export const partWords = (t: Translate, name: string): { name: string; help: string } =>
  isKnown(name) ? { name: t(`prompts.parts.${name}.name`), help: t(`prompts.parts.${name}.help`) } : { name, help: '' };

export const promptName = (t: Translate, prompt: Prompt): string => `${t(`prompts.roles.${prompt.role}`)} ${t(`prompts.inLanguage.${prompt.language}`)}`;

export const TONES = { draft: 'warning', active: 'good', archived: 'idle' } as const satisfies Record<PromptVersion['state'], string>;
