/** All conversations, live: the list on the left and the settings of the open one come from here. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ChatEvent, Conversation } from '../../../../electron/contract/index.ts';
import { client, subscribe } from '../../../transport/index.ts';

interface Conversations {
  /** Null until the list was read. */
  byId: ReadonlyMap<string, Conversation> | null;
}

export const useConversations = create<Conversations>()(() => ({ byId: null }));

/** How many the core gives in one piece. */
const PAGE = 500;

async function readAll(): Promise<ReadonlyMap<string, Conversation>> {
  const byId = new Map<string, Conversation>();
  for (;;) {
    const { items, total } = await client.chat.list({ offset: byId.size, limit: PAGE });
    for (const item of items) byId.set(item.id, item);
    if (items.length === 0 || byId.size >= total) return byId;
  }
}

/** The list after these events. */
function applyChatEvents(byId: ReadonlyMap<string, Conversation>, events: readonly ChatEvent[]): ReadonlyMap<string, Conversation> {
  const next = new Map(byId);
  for (const event of events) {
    if (event.type === 'changed') next.set(event.conversation.id, event.conversation);
    else next.delete(event.conversationId);
  }
  return next;
}

/** Shows a change at once, before the core's event about it has come. */
export function keepConversation(conversation: Conversation): void {
  useConversations.setState(({ byId }) => ({ byId: applyChatEvents(byId ?? new Map(), [{ type: 'changed', conversation }]) }));
}

export function forgetConversation(conversationId: string): void {
  useConversations.setState(({ byId }) => ({ byId: applyChatEvents(byId ?? new Map(), [{ type: 'removed', conversationId }]) }));
}

let followers = 0;
let stop: () => void = () => undefined;

function follow(): () => void {
  followers += 1;
  if (followers === 1) {
    stop = subscribe<ChatEvent>({
      open: (options) => client.chat.events(undefined, options),
      onOpen: async () => useConversations.setState({ byId: await readAll() }),
      onEvents: (events) => useConversations.setState(({ byId }) => ({ byId: applyChatEvents(byId ?? new Map(), events) })),
    });
  }
  return () => {
    followers -= 1;
    if (followers === 0) stop();
  };
}

/** Keeps the list live while any part of the window shows it. */
export function useFollowConversations(): void {
  useEffect(follow, []);
}
