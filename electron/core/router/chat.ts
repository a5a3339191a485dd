import type { ChatEvent } from '../../contract/index.ts';
import { feed } from '../feed.ts';
import { firstQuestions } from '../first-questions.ts';
import { OK, os, type Rooms } from './context.ts';

export function chatRouter({ chat, documents }: Rooms) {
  return os.chat.router({
    list: os.chat.list.handler(({ input }) => chat.list(input)),
    search: os.chat.search.handler(({ input }) => chat.search(input)),
    create: os.chat.create.handler(({ input }) => chat.create(input)),
    get: os.chat.get.handler(({ input }) => chat.get(input)),
    rename: os.chat.rename.handler(({ input }) => chat.rename(input)),
    configure: os.chat.configure.handler(({ input }) => chat.configure(input)),
    remove: os.chat.remove.handler(async ({ input }) => {
      await chat.remove(input);
      return OK;
    }),
    messages: os.chat.messages.handler(({ input }) => chat.messages(input)),
    ask: os.chat.ask.handler(({ input }) => chat.ask(input)),
    regenerate: os.chat.regenerate.handler(({ input }) => chat.regenerate(input)),
    goOn: os.chat.goOn.handler(({ input }) => chat.goOn(input)),
    selectBranch: os.chat.selectBranch.handler(({ input }) => chat.selectBranch(input)),
    stop: os.chat.stop.handler(async ({ input }) => {
      await chat.stop(input);
      return OK;
    }),
    attach: os.chat.attach.handler(({ input, signal }) => chat.attach(input, signal)),
    trace: os.chat.trace.handler(({ input }) => chat.trace(input)),
    exportConversation: os.chat.exportConversation.handler(({ input }) => chat.exportConversation(input)),
    suggestions: os.chat.suggestions.handler(({ input, signal }) => (input.conversationId === null ? firstQuestions(documents, input.language, signal) : chat.suggestions(input))),
    events: os.chat.events.handler(({ signal }) => feed<ChatEvent>({ listen: chat.onEvent, keyOf, signal })),
  });
}

function keyOf(event: ChatEvent): string {
  return event.type === 'changed' ? event.conversation.id : event.conversationId;
}
