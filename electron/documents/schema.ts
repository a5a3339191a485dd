/** The library's tables and how their rows become contract values. Times are ms; JSON columns are validated when read. */
import { z } from 'zod';
import { Language, OutcomeCounts, Problem, type Document, type DocumentState, type PageUnit, type Place, type ViewKind } from '../contract/index.ts';
import type { RoomSchema } from '../storage/index.ts';

export const documentsSchema: RoomSchema = {
  room: 'documents',
  steps: [
    `CREATE TABLE documents (
       id TEXT PRIMARY KEY,
       sha256 TEXT NOT NULL,
       size INTEGER NOT NULL,
       type TEXT NOT NULL,
       view TEXT NOT NULL,
       unit TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('waiting', 'processing', 'ready', 'partial', 'failed', 'cancelled')),
       name TEXT NOT NULL DEFAULT '',
       folder TEXT NOT NULL DEFAULT '',
       name_key TEXT NOT NULL DEFAULT '',
       folder_key TEXT NOT NULL DEFAULT '',
       search_key TEXT NOT NULL DEFAULT '',
       pages INTEGER,
       outcomes TEXT NOT NULL DEFAULT '{"text":0,"ocr":0,"empty":0,"failed":0}',
       languages TEXT NOT NULL DEFAULT '[]',
       passages INTEGER NOT NULL DEFAULT 0,
       error TEXT,
       job_id TEXT,
       lost_runs INTEGER NOT NULL DEFAULT 0,
       added_at INTEGER NOT NULL,
       ready_at INTEGER,
       removed INTEGER NOT NULL DEFAULT 0
     ) STRICT;
     CREATE UNIQUE INDEX documents_content ON documents (sha256) WHERE removed = 0;
     CREATE INDEX documents_added ON documents (added_at, id) WHERE removed = 0;
     CREATE INDEX documents_name ON documents (name_key, id) WHERE removed = 0;

     CREATE TABLE places (
       id TEXT PRIMARY KEY,
       document_id TEXT REFERENCES documents (id),
       next_document_id TEXT REFERENCES documents (id),
       name TEXT NOT NULL,
       folder TEXT NOT NULL,
       path TEXT,
       file_key TEXT,
       size INTEGER NOT NULL,
       modified_at REAL,
       watched_folder_id TEXT,
       added_at INTEGER NOT NULL
     ) STRICT;
     CREATE UNIQUE INDEX places_path ON places (path) WHERE path IS NOT NULL;
     CREATE INDEX places_document ON places (document_id);
     CREATE INDEX places_next ON places (next_document_id) WHERE next_document_id IS NOT NULL;
     CREATE INDEX places_watched ON places (watched_folder_id) WHERE watched_folder_id IS NOT NULL;

     CREATE TABLE batches (id TEXT PRIMARY KEY, started_at INTEGER NOT NULL, listing INTEGER NOT NULL) STRICT;
     CREATE TABLE batch_files (
       batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
       file TEXT NOT NULL,
       document_id TEXT,
       state TEXT NOT NULL CHECK (state IN ('listed', 'reading', 'done', 'failed')),
       PRIMARY KEY (batch_id, file)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX batch_files_document ON batch_files (document_id) WHERE state = 'reading';

     CREATE TABLE watched_folders (
       id TEXT PRIMARY KEY,
       path TEXT NOT NULL UNIQUE,
       folder_key TEXT NOT NULL,
       added_at INTEGER NOT NULL
     ) STRICT;`,
    'CREATE INDEX documents_size ON documents (size) WHERE removed = 0;',
    'ALTER TABLE batches ADD COLUMN closed INTEGER NOT NULL DEFAULT 0; ALTER TABLE batch_files ADD COLUMN refused TEXT;',
    "CREATE INDEX batch_files_failed ON batch_files (document_id) WHERE state = 'failed';",
  ],
};

export interface DocumentRow {
  id: string;
  sha256: string;
  size: number;
  type: string;
  view: ViewKind;
  unit: PageUnit;
  state: DocumentState;
  name: string;
  folder: string;
  pages: number | null;
  outcomes: string;
  languages: string;
  passages: number;
  error: string | null;
  job_id: string | null;
  lost_runs: number;
  added_at: number;
  ready_at: number | null;
  removed: number;
}

/** `document_id` null: the person removed the document from a watched folder; it stays away until the file changes. */
export interface PlaceRow {
  id: string;
  document_id: string | null;
  /** The changed content that takes this place when it is searchable. */
  next_document_id: string | null;
  name: string;
  folder: string;
  path: string | null;
  /** Device and inode: a renamed file keeps it. */
  file_key: string | null;
  size: number;
  modified_at: number | null;
  watched_folder_id: string | null;
  added_at: number;
}

const Languages = z.array(Language);

export function toDocument(row: DocumentRow, places: readonly PlaceRow[]): Document {
  return {
    id: row.id,
    name: row.name,
    sha256: row.sha256,
    size: row.size,
    type: row.type,
    view: row.view,
    unit: row.unit,
    state: row.state,
    places: places.map(toPlace),
    pages: row.pages,
    outcomes: OutcomeCounts.parse(JSON.parse(row.outcomes)),
    languages: Languages.parse(JSON.parse(row.languages)),
    passages: row.passages,
    error: row.error === null ? null : Problem.parse(JSON.parse(row.error)),
    jobId: row.job_id,
    addedAt: iso(row.added_at),
    readyAt: row.ready_at === null ? null : iso(row.ready_at),
  };
}

function toPlace(row: PlaceRow): Place {
  return { id: row.id, name: row.name, folder: row.folder, path: row.path, watchedFolderId: row.watched_folder_id, addedAt: iso(row.added_at) };
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
