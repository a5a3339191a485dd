import type { RoomSchema } from '../storage/index.ts';

/**
 * Messages are a tree: an edited question or a regenerated answer is a sibling.
 * `message_search` holds folded text (fold.ts); a row without a message is a title.
 */
export const chatSchema: RoomSchema = {
  room: 'chat',
  steps: [
    `
    CREATE TABLE conversations (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      settings TEXT NOT NULL,
      head_id TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX conversations_by_time ON conversations (updated_at DESC, id DESC);

    CREATE TABLE messages (
      id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      parent_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
      role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
      text TEXT NOT NULL,
      state TEXT NOT NULL,
      answer TEXT,
      problem TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX messages_by_conversation ON messages (conversation_id, created_at);
    CREATE INDEX messages_by_parent ON messages (parent_id);
    CREATE INDEX messages_unfinished ON messages (state) WHERE state IN ('pending', 'streaming');

    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      message_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
      question TEXT NOT NULL,
      status TEXT NOT NULL,
      mode TEXT,
      fallback TEXT,
      model TEXT,
      prompt_version TEXT,
      prompt_tokens INTEGER,
      output_tokens INTEGER,
      settings TEXT NOT NULL,
      timings TEXT NOT NULL,
      passages TEXT NOT NULL,
      trace TEXT,
      problem TEXT,
      started_at INTEGER NOT NULL,
      finished_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_message ON runs (message_id);
    CREATE INDEX runs_by_time ON runs (started_at);

    CREATE VIRTUAL TABLE message_search USING fts5 (
      folded, conversation_id UNINDEXED, message_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
    );
    `,
  ],
};
