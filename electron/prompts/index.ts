export { createPrompts, type Prompts, type PromptsOptions } from './prompts.ts';
export type { AnswerPrompt } from './render.ts';
export type { FollowUpPrompt } from './render-follow-up.ts';
export { promptsSchema } from './schema.ts';
