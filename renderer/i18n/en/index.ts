import { app } from './app.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { documents } from './documents.ts';
import { errors } from './errors.ts';
import { health } from './health.ts';
import { ingest } from './ingest.ts';
import { jobs } from './jobs.ts';
import { models } from './models.ts';
import { prompts } from './prompts.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { source } from './source.ts';

/** All words of the interface, by feature. Their keys are the types of `t`. */
export const en = { app, chat, common, documents, errors, health, ingest, jobs, models, prompts, runs, settings, source } as const;
