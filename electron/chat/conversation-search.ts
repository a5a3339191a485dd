/** Full-text search in titles and messages, over folded text. */
import { z } from 'zod';
import type { Storage } from '../storage/index.ts';
import { fold, foldedWords, matchBeginnings } from './fold.ts';

const SNIPPET_LENGTH = 160;
const SNIPPET_BEFORE = 50;

const HitRow = z.object({ conversation_id: z.string(), message_id: z.string().nullable(), text: z.string() });

export interface TextHit {
  conversationId: string;
  /** null: the title matched. */
  messageId: string | null;
  snippet: string;
}

export interface ConversationSearch {
  indexTitle(conversationId: string, title: string): void;
  indexMessage(conversationId: string, messageId: string, text: string): void;
  removeConversation(conversationId: string): void;
  /** Best first, one hit per conversation; every word must begin a word of the text. */
  find(text: string, limit: number): TextHit[];
}

export function createConversationSearch(storage: Storage): ConversationSearch {
  const { db } = storage;
  const removeTitle = db.prepare('DELETE FROM message_search WHERE conversation_id = ? AND message_id IS NULL');
  const removeMessage = db.prepare('DELETE FROM message_search WHERE message_id = ?');
  const removeAll = db.prepare('DELETE FROM message_search WHERE conversation_id = ?');
  const insert = db.prepare('INSERT INTO message_search (folded, conversation_id, message_id) VALUES (?, ?, ?)');
  const find = db.prepare(`
    SELECT s.conversation_id, s.message_id, coalesce(m.text, c.title) AS text
    FROM message_search s JOIN conversations c ON c.id = s.conversation_id LEFT JOIN messages m ON m.id = s.message_id
    WHERE message_search MATCH ? ORDER BY bm25(message_search), c.updated_at DESC LIMIT ?`);

  return {
    indexTitle(conversationId, title) {
      removeTitle.run(conversationId);
      insert.run(fold(title), conversationId, null);
    },
    indexMessage(conversationId, messageId, text) {
      removeMessage.run(messageId);
      insert.run(fold(text), conversationId, messageId);
    },
    removeConversation(conversationId) {
      removeAll.run(conversationId);
    },
    find(text, limit) {
      const words = foldedWords(text);
      if (words.length === 0) return [];
      const hits = new Map<string, TextHit>();
      // One conversation may match in many messages: more rows are read than asked for.
      for (const row of find.all(matchBeginnings(words), limit * 10)) {
        const hit = HitRow.parse(row);
        if (hits.size === limit) break;
        if (hits.has(hit.conversation_id)) continue;
        hits.set(hit.conversation_id, { conversationId: hit.conversation_id, messageId: hit.message_id, snippet: snippet(hit.text, words) });
      }
      return [...hits.values()];
    },
  };
}

/** The text around the first word that matched, cut at words. */
function snippet(text: string, words: readonly string[]): string {
  const line = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const at = fold(line).search(new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'u'));
  const from = at > SNIPPET_BEFORE ? line.indexOf(' ', at - SNIPPET_BEFORE) + 1 : 0;
  const start = from > at ? 0 : from;
  const cut = line.slice(start, start + SNIPPET_LENGTH);
  const end = start + SNIPPET_LENGTH < line.length ? `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SNIPPET_LENGTH / 2))} …` : cut;
  return start > 0 ? `… ${end}` : end;
}
