import type { RoomSchema } from '../storage/index.ts';

/** `prompts.last_number` counts on when a draft is removed: a run's version never means another text. */
export const promptsSchema: RoomSchema = {
  room: 'prompts',
  steps: [
    `
    CREATE TABLE prompts (id TEXT PRIMARY KEY, last_number INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE prompt_versions (
      prompt_id TEXT NOT NULL REFERENCES prompts (id),
      number INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
      origin TEXT NOT NULL CHECK (origin IN ('built-in', 'own')),
      parts TEXT NOT NULL,
      note TEXT NOT NULL,
      based_on INTEGER,
      revision INTEGER NOT NULL DEFAULT 1,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      activated_at INTEGER,
      PRIMARY KEY (prompt_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX prompt_versions_active ON prompt_versions (prompt_id) WHERE state = 'active';

    CREATE TRIGGER prompt_versions_fixed BEFORE UPDATE OF parts, note, number, prompt_id, origin ON prompt_versions
      WHEN OLD.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'only a draft changes'); END;
    CREATE TRIGGER prompt_versions_kept BEFORE DELETE ON prompt_versions
      WHEN OLD.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'only a draft is removed'); END;
    `,
  ],
};
