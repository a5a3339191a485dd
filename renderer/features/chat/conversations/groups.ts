/** Conversations under 'today' and 'earlier', newest first, by the person's own calendar day. */
import type { Conversation } from '../../../../electron/contract/index.ts';

export type GroupName = 'today' | 'earlier';

export interface Group {
  name: GroupName;
  items: Conversation[];
}

export function groupConversations(conversations: Iterable<Conversation>, now: Date): Group[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const newestFirst = [...conversations].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt) || b.id.localeCompare(a.id));
  const isToday = (conversation: Conversation): boolean => Date.parse(conversation.updatedAt) >= midnight;
  const groups: Group[] = [
    { name: 'today', items: newestFirst.filter(isToday) },
    { name: 'earlier', items: newestFirst.filter((conversation) => !isToday(conversation)) },
  ];
  return groups.filter((group) => group.items.length > 0);
}
