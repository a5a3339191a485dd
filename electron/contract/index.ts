/** The whole contract: what the renderer and other programs may call and hear. */
import { api } from './api.ts';
import { chat } from './chat.ts';
import { documents } from './documents.ts';
import { jobs } from './jobs.ts';
import { models } from './models.ts';
import { prompts } from './prompts.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { system } from './system.ts';

export const contract = { system, documents, jobs, chat, settings, models, prompts, runs, api };
export type Contract = typeof contract;

export * from './answers.ts';
export * from './api.ts';
export * from './chat.ts';
export * from './common.ts';
export * from './documents.ts';
export * from './errors.ts';
export * from './jobs.ts';
export * from './models.ts';
export * from './prompts.ts';
export * from './runs.ts';
export * from './settings.ts';
export * from './system.ts';
export { FINAL_JOB_STATES, findFormulas, pickLanguage } from './values.ts';
