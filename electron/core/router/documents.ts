import type { DocumentEvent } from '../../contract/index.ts';
import { EVENTS_APART_MS, feed } from '../feed.ts';
import { OK, os, type Rooms } from './context.ts';

export function documentsRouter({ documents }: Rooms) {
  return os.documents.router({
    list: os.documents.list.handler(({ input }) => documents.list(input)),
    get: os.documents.get.handler(({ input }) => documents.get(input)),
    addPaths: os.documents.addPaths.handler(({ input }) => documents.addPaths(input)),
    remove: os.documents.remove.handler(async ({ input }) => {
      await documents.remove(input);
      return OK;
    }),
    pages: os.documents.pages.handler(({ input, signal }) => documents.pages(input, signal)),
    page: os.documents.page.handler(({ input, signal }) => documents.page(input, signal)),
    passages: os.documents.passages.handler(({ input, signal }) => documents.passages(input, signal)),
    boxes: os.documents.boxes.handler(({ input, signal }) => documents.boxes(input, signal)),
    find: os.documents.find.handler(({ input, signal }) => documents.find(input, signal)),
    retryPages: os.documents.retryPages.handler(({ input }) => documents.retryPages(input)),
    cancelBatch: os.documents.cancelBatch.handler(({ input }) => {
      documents.cancelBatch(input);
      return OK;
    }),
    batches: os.documents.batches.handler(() => documents.batches()),
    closeBatch: os.documents.closeBatch.handler(({ input }) => {
      documents.closeBatch(input);
      return OK;
    }),
    stats: os.documents.stats.handler(() => documents.stats()),
    folders: os.documents.folders.handler(() => documents.folders()),
    watchFolder: os.documents.watchFolder.handler(({ input }) => documents.watchFolder(input)),
    unwatchFolder: os.documents.unwatchFolder.handler(({ input }) => {
      documents.unwatchFolder(input);
      return OK;
    }),
    events: os.documents.events.handler(({ signal }) => feed<DocumentEvent>({ listen: documents.onEvent, keyOf, apartMs: EVENTS_APART_MS, signal })),
  });
}

/** What replaces what while a listener is slow: the newest word on the same thing. */
function keyOf(event: DocumentEvent): string {
  switch (event.type) {
    case 'changed':
      return event.document.id;
    case 'removed':
      return event.documentId;
    case 'batch':
      return event.batch.id;
    case 'folder':
      return event.folder.id;
    case 'rejected':
      return `${event.batchId} ${event.file.folder}/${event.file.name}`;
    case 'stats':
      return 'stats';
  }
}
