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
  /** The way to this message, oldest first: whole, or at most so many of its end. */
  line(headId: string, limit?: number): Message[];
  /** The same without what answers carry: of thousands of messages only the words are read. */
  words(headId: string): Pick<Message, 'role' | 'text'>[];
  /** The newest leaf under a message, itself when nothing follows. */
  newestLeaf(id: string): string;
  /** Answers that were running when the application last ended, made `interrupted`; their number. */
  interruptUnfinished(): number;
}

const Ids = z.array(z.string());
const Words = z.array(MessageRow.pick({ role: true, text: true }));

/** SQLite's word for it. */
const NO_LIMIT = -1;

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
  const way = `
    WITH RECURSIVE way AS (
      SELECT id, parent_id, 0 AS depth FROM messages WHERE id = @id
      UNION ALL SELECT m.id, m.parent_id, way.depth + 1 FROM messages m JOIN way ON m.id = way.parent_id
      LIMIT @limit
    )`;
  const line = db.prepare(`${way} SELECT m.* FROM way JOIN messages m ON m.id = way.id ORDER BY way.depth DESC`);
  const words = db.prepare(`${way} SELECT m.role, m.text FROM way JOIN messages m ON m.id = way.id ORDER BY way.depth DESC`);

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
    line: (id, limit = NO_LIMIT) => line.all({ id, limit }).map(whole),
    words: (id) => Words.parse(words.all({ id, limit: NO_LIMIT })),
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
