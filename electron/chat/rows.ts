/** Rows of the chat tables as the contract's shapes; JSON columns are validated when read. */
import { z } from 'zod';
import { Answer, type Conversation, ConversationSettings, type Message, MessageState, Problem } from '../contract/index.ts';

export const DEFAULT_SETTINGS: ConversationSettings = { documentIds: null, language: 'auto', mode: 'auto', generalKnowledge: false, strictness: 'normal', generator: null };

const ConversationRow = z.object({
  id: z.string(),
  title: z.string(),
  settings: z.string(),
  head_id: z.string().nullable(),
  created_at: z.number(),
  updated_at: z.number(),
  messages: z.number(),
});

const PartialSettings = ConversationSettings.partial();

export const MessageRow = z.object({
  id: z.string(),
  conversation_id: z.string(),
  parent_id: z.string().nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  state: MessageState,
  answer: z.string().nullable(),
  problem: z.string().nullable(),
  created_at: z.number(),
});

const iso = (ms: number): string => new Date(ms).toISOString();

export function toConversation(row: unknown, answering: boolean): Conversation {
  const r = ConversationRow.parse(row);
  return {
    id: r.id,
    title: r.title,
    // A conversation of an earlier version may lack the newer ones.
    settings: ConversationSettings.parse({ ...DEFAULT_SETTINGS, ...PartialSettings.parse(JSON.parse(r.settings)) }),
    messages: r.messages,
    headId: r.head_id,
    answering,
    createdAt: iso(r.created_at),
    updatedAt: iso(r.updated_at),
  };
}

export function toMessage(row: unknown, siblings: string[]): Message {
  const r = MessageRow.parse(row);
  return {
    id: r.id,
    conversationId: r.conversation_id,
    parentId: r.parent_id,
    role: r.role,
    text: r.text,
    state: r.state,
    answer: r.answer === null ? null : Answer.parse(JSON.parse(r.answer)),
    problem: r.problem === null ? null : Problem.parse(JSON.parse(r.problem)),
    siblings,
    createdAt: iso(r.created_at),
  };
}
