import { OK, os, type Rooms } from './context.ts';

export function apiRouter({ api }: Rooms) {
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
    query: os.api.query.handler(({ input, signal }) => api.query(input, signal ?? new AbortController().signal)),
  });
}
