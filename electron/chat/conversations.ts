/** Conversations in the database: list, make, rename, configure, remove. */
import { uuidv7 } from 'uuidv7';
import { CodedError, type Conversation, ConversationSettings } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import type { ConversationSearch } from './conversation-search.ts';
import { DEFAULT_SETTINGS, toConversation } from './rows.ts';

const SELECT = `SELECT c.*, (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id) AS messages FROM conversations c`;

/** What is given replaces what was; a key that is there but undefined says nothing. */
export type SettingsChange = { [K in keyof ConversationSettings]?: ConversationSettings[K] | undefined };

export interface Conversations {
  list(range: { offset: number; limit: number }): { items: Conversation[]; total: number };
  /** @throws CodedError unknown-conversation */
  get(id: string): Conversation;
  create(settings?: SettingsChange): Conversation;
  rename(id: string, title: string): Conversation;
  configure(id: string, settings: SettingsChange): Conversation;
  remove(id: string): void;
  /** Makes a message the end of the line that is shown. */
  setHead(id: string, headId: string): void;
}

export function createConversations(o: {
  storage: Storage;
  search: ConversationSearch;
  clock: () => number;
  answering(id: string): boolean;
}): Conversations {
  const { db } = o.storage;
  const list = db.prepare(`${SELECT} ORDER BY c.updated_at DESC, c.id DESC LIMIT ? OFFSET ?`);
  const total = db.prepare('SELECT count(*) FROM conversations').pluck();
  const byId = db.prepare(`${SELECT} WHERE c.id = ?`);
  const insert = db.prepare('INSERT INTO conversations (id, title, settings, created_at, updated_at) VALUES (?, ?, ?, ?, ?)');
  const setTitle = db.prepare('UPDATE conversations SET title = ? WHERE id = ?');
  const setSettings = db.prepare('UPDATE conversations SET settings = ? WHERE id = ?');
  const setHead = db.prepare('UPDATE conversations SET head_id = ?, updated_at = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM conversations WHERE id = ?');

  function get(id: string): Conversation {
    const row = byId.get(id);
    if (row === undefined) throw new CodedError('unknown-conversation', `There is no conversation ${id}`, { id });
    return toConversation(row, o.answering(id));
  }

  return {
    get,
    list({ offset, limit }) {
      const items = list.all(limit, offset).map((row) => toConversation(row, false));
      return { items: items.map((item) => ({ ...item, answering: o.answering(item.id) })), total: Number(total.get()) };
    },
    create(settings = {}) {
      const id = uuidv7();
      const now = o.clock();
      insert.run(id, '', JSON.stringify(changed(DEFAULT_SETTINGS, settings)), now, now);
      return get(id);
    },
    rename(id, title) {
      get(id);
      o.storage.transaction(() => {
        setTitle.run(title, id);
        o.search.indexTitle(id, title);
      });
      return get(id);
    },
    configure(id, settings) {
      setSettings.run(JSON.stringify(changed(get(id).settings, settings)), id);
      return get(id);
    },
    remove(id) {
      get(id);
      o.storage.transaction(() => {
        remove.run(id);
        o.search.removeConversation(id);
      });
    },
    setHead(id, headId) {
      setHead.run(headId, o.clock(), id);
    },
  };
}

function changed(settings: ConversationSettings, change: SettingsChange): ConversationSettings {
  return ConversationSettings.parse({ ...settings, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) });
}
