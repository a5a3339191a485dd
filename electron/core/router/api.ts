import { createApiHistory } from '../api-history.ts';
import { OK, os, type Rooms } from './context.ts';

export function apiRouter({ api, chat, prompts }: Rooms) {
  const history = createApiHistory({ runs: chat.runs, prompts });
  return os.api.router({
    health: os.api.health.handler(() => api.health()),
    documents: os.api.documents.router({
      list: os.api.documents.list.handler(({ input }) => api.listDocuments(input)),
      get: os.api.documents.get.handler(({ input }) => api.getDocument(input.id)),
      remove: os.api.documents.remove.handler(async ({ input }) => {
        await api.removeDocument(input.id);
        return OK;
      }),
    }),
    jobs: os.api.jobs.router({
      get: os.api.jobs.get.handler(({ input }) => api.getJob(input.id)),
      cancel: os.api.jobs.cancel.handler(({ input }) => api.cancelJob(input.id)),
    }),
    runs: os.api.runs.router({
      list: os.api.runs.list.handler(({ input }) => history.list(input)),
      get: os.api.runs.get.handler(({ input }) => history.get(input.id)),
      remove: os.api.runs.remove.handler(({ input }) => {
        history.remove(input.id);
        return OK;
      }),
      replay: os.api.runs.replay.handler(({ input }) => history.replay(input)),
      stop: os.api.runs.stop.handler(({ input }) => history.stop(input.id)),
    }),
    prompts: os.api.prompts.handler(() => history.prompts()),
    query: os.api.query.handler(({ input, signal }) => api.query(input, signal ?? new AbortController().signal)),
  });
}
