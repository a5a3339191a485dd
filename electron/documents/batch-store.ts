/** Statements on batches: one drop, its files and how far they are. Counts are derived, so a crash can't make them wrong. */
import { RejectedFile, type Batch } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import { iso } from './schema.ts';

export type BatchStore = ReturnType<typeof createBatchStore>;
/** Of one batch; of all batches. */
const REFUSED_SHOWN = 1000;
const UNCLOSED_SHOWN = 10;

export type BatchFileState = 'listed' | 'reading' | 'done' | 'failed';

export function createBatchStore({ db }: Storage, now: () => number) {
  const open = db.prepare('INSERT INTO batches (id, started_at, listing) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const listed = db.prepare('UPDATE batches SET listing = 0 WHERE id = ?');
  const addFile = db.prepare("INSERT INTO batch_files (batch_id, file, state) VALUES (?, ?, 'listed') ON CONFLICT DO NOTHING");
  const setFile = db.prepare(
    `INSERT INTO batch_files (batch_id, file, document_id, state) VALUES (@batchId, @file, @documentId, @state)
     ON CONFLICT (batch_id, file) DO UPDATE SET document_id = excluded.document_id, state = excluded.state`,
  );
  const finish = db.prepare<[string, string], { batch_id: string }>("UPDATE batch_files SET state = ? WHERE document_id = ? AND state = 'reading' RETURNING batch_id");
  const again = db.prepare<[string], { batch_id: string }>("UPDATE batch_files SET state = 'reading' WHERE document_id = ? AND state = 'failed' RETURNING batch_id");
  const counts = db.prepare<[string], { started_at: number; listing: number; total: number; finished: number; failed: number }>(
    `SELECT started_at, listing, count(file) AS total, coalesce(sum(state IN ('done', 'failed')), 0) AS finished, coalesce(sum(state = 'failed'), 0) AS failed
     FROM batches LEFT JOIN batch_files ON batch_id = id WHERE id = ? GROUP BY id`,
  );
  const refuse = db.prepare('UPDATE batch_files SET refused = ? WHERE batch_id = ? AND file = ?');
  const refused = db.prepare<[string, number], { refused: string }>('SELECT refused FROM batch_files WHERE batch_id = ? AND refused IS NOT NULL LIMIT ?');
  // A stream's file is known by an id, one of this machine by its path.
  const forgetStreams = db.prepare("DELETE FROM batch_files WHERE state = 'listed' AND instr(file, '/') = 0 AND instr(file, '\\') = 0");
  const close = db.prepare('UPDATE batches SET closed = 1 WHERE id = ?');
  const unclosed = db.prepare<[number], { id: string }>(
    `SELECT id FROM batches WHERE closed = 0
     AND (listing = 1 OR EXISTS (SELECT 1 FROM batch_files WHERE batch_id = id AND state <> 'done')) ORDER BY started_at DESC LIMIT ?`,
  );
  const prune = db.prepare('DELETE FROM batches WHERE started_at < ? AND listing = 0');

  return {
    open: (id: string, listing: boolean) => void open.run(id, now(), listing ? 1 : 0),
    listed: (id: string) => void listed.run(id),
    /** False when it is listed already. */
    addFile: (batchId: string, file: string) => addFile.run(batchId, file).changes > 0,
    setFile: (batchId: string, file: string, state: BatchFileState, documentId: string | null) => void setFile.run({ batchId, file, state, documentId }),
    /** A file that was never taken, and why. */
    refuse(batchId: string, file: string, rejected: RejectedFile): void {
      setFile.run({ batchId, file, documentId: null, state: 'failed' });
      refuse.run(JSON.stringify(rejected), batchId, file);
    },
    refused: (id: string): RejectedFile[] => refused.all(id, REFUSED_SHOWN).map((row) => RejectedFile.parse(JSON.parse(row.refused))),
    /** Before anything runs: bytes that were still coming in when the last process ended are gone, and whoever sends them sends them anew. Files of this machine have a job. */
    forgetStreams: () => void forgetStreams.run(),
    /** The person has read how it ended. */
    close: (id: string) => void close.run(id),
    /** Still at work, or with failures that nobody has read; newest first. */
    unclosed: () => unclosed.all(UNCLOSED_SHOWN).map((row) => row.id),
    /** The document's reading ended; answers the batches that waited for it. */
    finish: (documentId: string, state: 'done' | 'failed') => [...new Set(finish.all(state, documentId).map((row) => row.batch_id))],
    /** A document that could not be read is read again; answers the batches it came with. */
    again: (documentId: string) => again.all(documentId).map((row) => row.batch_id),
    get(id: string): Batch | undefined {
      const row = counts.get(id);
      if (row === undefined) return undefined;
      return { id, total: row.total, finished: row.finished, failed: row.failed, listing: row.listing === 1, startedAt: iso(row.started_at) };
    },
    prune: (before: number) => void prune.run(before),
  };
}
