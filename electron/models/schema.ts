import type { RoomSchema } from '../storage/index.ts';

export const modelsSchema: RoomSchema = {
  room: 'models',
  steps: [
    `CREATE TABLE models (
      id TEXT PRIMARY KEY,
      role TEXT NOT NULL CHECK (role IN ('generator', 'embedder', 'reranker')),
      name TEXT NOT NULL,
      path TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT,
      origin TEXT NOT NULL CHECK (origin IN ('download', 'import', 'in-place')),
      memory_bytes INTEGER,
      added_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE paused_downloads (job_id TEXT PRIMARY KEY) STRICT`,
  ],
};
