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
    // A run is there from its start: `finished_at` says nothing while the status is 'running'. A conversation's text and
    // answer stand in its message; the others' stand here. `found` and `attempt` are what a replay needs (runs/rows.ts).
    `
    ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'conversation';
    ALTER TABLE runs ADD COLUMN conversation_id TEXT REFERENCES conversations (id) ON DELETE CASCADE;
    ALTER TABLE runs ADD COLUMN replay_of TEXT REFERENCES runs (id) ON DELETE SET NULL;
    ALTER TABLE runs ADD COLUMN language TEXT;
    ALTER TABLE runs ADD COLUMN reused_tokens INTEGER;
    ALTER TABLE runs ADD COLUMN first_token_ms REAL;
    ALTER TABLE runs ADD COLUMN tokens_per_second REAL;
    ALTER TABLE runs ADD COLUMN left_machine INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN support TEXT;
    ALTER TABLE runs ADD COLUMN text TEXT;
    ALTER TABLE runs ADD COLUMN answer TEXT;
    ALTER TABLE runs ADD COLUMN found TEXT;
    ALTER TABLE runs ADD COLUMN attempt TEXT;
    CREATE INDEX runs_by_conversation ON runs (conversation_id);
    CREATE INDEX runs_by_replay ON runs (replay_of);
    CREATE INDEX runs_unfinished ON runs (status) WHERE status = 'running';
    UPDATE runs SET kind = 'api' WHERE message_id IS NULL;
    UPDATE runs SET (conversation_id, language, reused_tokens, first_token_ms, tokens_per_second) = (
      SELECT m.conversation_id, m.answer ->> '$.language', m.answer ->> '$.generation.reusedTokens', m.answer ->> '$.generation.firstTokenMs',
        m.answer ->> '$.generation.tokensPerSecond' FROM messages m WHERE m.id = runs.message_id) WHERE message_id IS NOT NULL;
    `,
    // What is large stands apart: the list and its filters read short rows only.
    `
    CREATE TABLE run_details (
      run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      text TEXT,
      answer TEXT,
      trace TEXT,
      found TEXT,
      attempt TEXT
    ) STRICT, WITHOUT ROWID;
    INSERT INTO run_details (run_id, text, answer, trace, found, attempt) SELECT id, text, answer, trace, found, attempt FROM runs;
    ALTER TABLE runs DROP COLUMN text;
    ALTER TABLE runs DROP COLUMN answer;
    ALTER TABLE runs DROP COLUMN trace;
    ALTER TABLE runs DROP COLUMN found;
    ALTER TABLE runs DROP COLUMN attempt;
    CREATE INDEX runs_by_kind ON runs (kind, started_at);
    `,
    // Questions by their words. A run has no number that a VACUUM keeps: `run_questions` gives it one. The tokenizer folds every
    // diacritic but the one of đ, which has no letter under it.
    `
    CREATE TABLE run_questions (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL UNIQUE REFERENCES runs (id) ON DELETE CASCADE,
      folded TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE run_search USING fts5 (folded, content = 'run_questions', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
    CREATE TRIGGER run_questions_added AFTER INSERT ON run_questions BEGIN
      INSERT INTO run_search (rowid, folded) VALUES (NEW.id, NEW.folded);
    END;
    CREATE TRIGGER run_questions_removed AFTER DELETE ON run_questions BEGIN
      INSERT INTO run_search (run_search, rowid, folded) VALUES ('delete', OLD.id, OLD.folded);
    END;
    CREATE TRIGGER runs_question AFTER INSERT ON runs BEGIN
      INSERT INTO run_questions (run_id, folded) VALUES (NEW.id, replace(replace(NEW.question, 'đ', 'd'), 'Đ', 'D'));
    END;
    INSERT INTO run_questions (run_id, folded) SELECT id, replace(replace(question, 'đ', 'd'), 'Đ', 'D') FROM runs ORDER BY started_at;
    `,
    'ALTER TABLE run_details ADD COLUMN rewrite TEXT;',
  ],
};
