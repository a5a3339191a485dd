/** Messages in the database: a tree by parent; a line is the way from the root to one message. */
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { type Answer, CodedError, type Message, type MessageState, type Problem } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import type { ConversationSearch } from './conversation-search.ts';
import { MessageRow, toMessage } from './rows.ts';

export interface MessageChange {
  text: string;
  state: MessageState;
  answer: Answer | null;
  problem: Problem | null;
}

export interface Messages {
  /** @throws CodedError unknown-message */
  get(id: string): Message;
  add(m: { conversationId: string; parentId: string | null; role: 'user' | 'assistant'; text: string; state: MessageState }): Message;
  /** What a running answer has so far. */
  save(id: string, change: MessageChange): void;
  /** The answer as it stays: stored and made searchable. */
  finish(id: string, change: MessageChange): Message;
  /** From the first message to this one, oldest first. */
  line(headId: string): Message[];
  /** The newest leaf under a message, itself when nothing follows. */
  newestLeaf(id: string): string;
  /** Answers that were running when the application last ended, made `interrupted`; their number. */
  interruptUnfinished(): number;
}

const Ids = z.array(z.string());

export function createMessages(o: { storage: Storage; search: ConversationSearch; clock: () => number }): Messages {
  const { db } = o.storage;
  const byId = db.prepare('SELECT * FROM messages WHERE id = ?');
  const siblings = db.prepare('SELECT id FROM messages WHERE conversation_id = ? AND parent_id IS ? ORDER BY created_at, id').pluck();
  const children = db.prepare('SELECT id FROM messages WHERE parent_id = ? ORDER BY created_at DESC, id DESC LIMIT 1').pluck();
  const insert = db.prepare(
    'INSERT INTO messages (id, conversation_id, parent_id, role, text, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE messages SET text = ?, state = ?, answer = ?, problem = ? WHERE id = ?');
  const unfinished = db.prepare(`SELECT * FROM messages WHERE state IN ('pending', 'streaming')`);
  const line = db.prepare(`
    WITH RECURSIVE line AS (
      SELECT m.*, 0 AS depth FROM messages m WHERE m.id = ?
      UNION ALL SELECT m.*, line.depth + 1 FROM messages m JOIN line ON m.id = line.parent_id
    ) SELECT * FROM line ORDER BY depth DESC`);

  const whole = (row: unknown): Message => {
    const { conversation_id, parent_id } = MessageRow.parse(row);
    return toMessage(row, Ids.parse(siblings.all(conversation_id, parent_id)));
  };

  function get(id: string): Message {
    const row = byId.get(id);
    if (row === undefined) throw new CodedError('unknown-message', `There is no message ${id}`, { id });
    return whole(row);
  }

  function save(id: string, change: MessageChange): void {
    const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
    update.run(change.text, change.state, json(change.answer), json(change.problem), id);
  }

  function finish(id: string, change: MessageChange): Message {
    return o.storage.transaction(() => {
      save(id, change);
      const message = get(id);
      if (change.text !== '') o.search.indexMessage(message.conversationId, id, change.text);
      return message;
    });
  }

  return {
    get,
    save,
    finish,
    add(m) {
      const id = uuidv7();
      insert.run(id, m.conversationId, m.parentId, m.role, m.text, m.state, o.clock());
      if (m.role === 'user') o.search.indexMessage(m.conversationId, id, m.text);
      return get(id);
    },
    line: (headId) => line.all(headId).map(whole),
    newestLeaf(id) {
      let leaf = id;
      for (;;) {
        const child = z.string().optional().parse(children.get(leaf));
        if (child === undefined) return leaf;
        leaf = child;
      }
    },
    interruptUnfinished() {
      const left = unfinished.all().map((row) => toMessage(row, []));
      for (const m of left) finish(m.id, { text: m.text, state: 'interrupted', answer: m.answer, problem: m.problem });
      return left.length;
    },
  };
}
