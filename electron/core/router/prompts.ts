import type { PromptEvent } from '../../contract/index.ts';
import { feed } from '../feed.ts';
import { OK, os, type Rooms } from './context.ts';

export function promptsRouter({ prompts }: Rooms) {
  return os.prompts.router({
    list: os.prompts.list.handler(() => prompts.list()),
    versions: os.prompts.versions.handler(({ input }) => prompts.versions(input)),
    get: os.prompts.get.handler(({ input }) => prompts.get(input)),
    createDraft: os.prompts.createDraft.handler(({ input }) => prompts.createDraft(input)),
    saveDraft: os.prompts.saveDraft.handler(({ input }) => prompts.saveDraft(input)),
    removeDraft: os.prompts.removeDraft.handler(({ input }) => {
      prompts.removeDraft(input);
      return OK;
    }),
    activate: os.prompts.activate.handler(({ input }) => prompts.activate(input)),
    archive: os.prompts.archive.handler(({ input }) => prompts.archive(input)),
    restoreBuiltIn: os.prompts.restoreBuiltIn.handler(({ input }) => prompts.restoreBuiltIn(input)),
    check: os.prompts.check.handler(({ input }) => prompts.check(input)),
    preview: os.prompts.preview.handler(({ input }) => prompts.preview(input)),
    events: os.prompts.events.handler(({ signal }) => feed<PromptEvent>({ listen: prompts.onEvent, keyOf: ({ promptId }) => promptId, signal })),
  });
}
