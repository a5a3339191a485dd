export { createPrompts, type Prompts, type PromptsOptions } from './prompts.ts';
export type { AnswerPrompt } from './render.ts';
export { promptsSchema } from './schema.ts';
