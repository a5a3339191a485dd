/** The whole contract, implemented: one map per domain. */
import { apiRouter } from './api.ts';
import { chatRouter } from './chat.ts';
import { os, type Rooms } from './context.ts';
import { documentsRouter } from './documents.ts';
import { jobsRouter } from './jobs.ts';
import { modelsRouter } from './models.ts';
import { promptsRouter } from './prompts.ts';
import { runsRouter } from './runs.ts';
import { settingsRouter } from './settings.ts';
import { systemRouter } from './system.ts';

export type { Rooms } from './context.ts';

export function createRouter(rooms: Rooms) {
  return os.router({
    system: systemRouter(rooms),
    documents: documentsRouter(rooms),
    jobs: jobsRouter(rooms),
    chat: chatRouter(rooms),
    settings: settingsRouter(rooms),
    models: modelsRouter(rooms),
    prompts: promptsRouter(rooms),
    runs: runsRouter(rooms),
    api: apiRouter(rooms),
  });
}

export type AppRouter = ReturnType<typeof createRouter>;
