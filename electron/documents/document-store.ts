/** Statements on documents. Callers hold the transaction where several belong together. */
import { uuidv7 } from 'uuidv7';
import { CodedError, type Document, type DocumentState, type DocumentStats, type Problem } from '../contract/index.ts';
import type { DocumentSummary } from '../engine/index.ts';
import type { Storage } from '../storage/index.ts';
import { firstGuess } from './file-type.ts';
import { toDocument, type DocumentRow, type PlaceRow } from './schema.ts';

export type DocumentStore = ReturnType<typeof createDocumentStore>;

export function createDocumentStore({ db }: Storage, now: () => number) {
  const live = db.prepare<[string], DocumentRow>('SELECT * FROM documents WHERE id = ? AND removed = 0');
  const any = db.prepare<[string], DocumentRow>('SELECT * FROM documents WHERE id = ?');
  const byContent = db.prepare<[string], DocumentRow>('SELECT * FROM documents WHERE sha256 = ? AND removed = 0');
  const places = db.prepare<[string, string], PlaceRow>('SELECT * FROM places WHERE document_id = ? OR next_document_id = ? ORDER BY added_at, id');
  const insert = db.prepare(
    `INSERT INTO documents (id, sha256, size, type, view, unit, state, added_at) VALUES (@id, @sha256, @size, @type, @view, @unit, 'waiting', @now)`,
  );
  const setNames = db.prepare('UPDATE documents SET name = @name, folder = @folder, name_key = @nameKey, folder_key = @folderKey, search_key = @searchKey WHERE id = @id');
  const setState = db.prepare('UPDATE documents SET state = ?, error = ?, job_id = ? WHERE id = ?');
  const complete = db.prepare(
    `UPDATE documents SET type = @type, view = @view, unit = @unit, pages = @pages, outcomes = @outcomes, languages = @languages, passages = @passages,
       state = @state, error = NULL, lost_runs = 0, ready_at = coalesce(ready_at, @now) WHERE id = @id`,
  );
  const setLostRuns = db.prepare('UPDATE documents SET lost_runs = ? WHERE id = ?');
  const bury = db.prepare('UPDATE documents SET removed = 1, job_id = NULL WHERE id = ?');
  const erase = db.prepare('DELETE FROM documents WHERE id = ? AND removed = 1');
  const bytes = db.prepare('SELECT coalesce(sum(size), 0) FROM documents INDEXED BY documents_size WHERE removed = 0').pluck();
  const known = db.prepare('SELECT 1 FROM documents WHERE sha256 = ?').pluck();
  const unread = db.prepare("UPDATE documents SET state = 'waiting', ready_at = NULL, passages = 0 WHERE id = ?");
  const unfinished = db.prepare<[], DocumentRow>("SELECT * FROM documents WHERE removed = 0 AND state IN ('waiting', 'processing')");
  const ids = db.prepare('SELECT id FROM documents WHERE removed = 0').pluck();
  const stats = db.prepare<[], DocumentStats>(
    `SELECT count(*) AS documents, coalesce(sum(state IN ('ready', 'partial')), 0) AS searchable, coalesce(sum(state = 'failed'), 0) AS failed,
       coalesce(sum(pages), 0) AS pages, coalesce(sum(passages), 0) AS passages, coalesce(sum(size), 0) AS bytes FROM documents WHERE removed = 0`,
  );

  const unknown = (id: string): CodedError => new CodedError('unknown-document', `there is no document ${id}`, { id });

  const document = (id: string): Document | undefined => {
    const row = live.get(id);
    return row === undefined ? undefined : toDocument(row, places.all(id, id));
  };

  return {
    get: (id: string) => live.get(id),
    /** @throws CodedError unknown-document */
    demand(id: string): DocumentRow {
      const row = live.get(id);
      if (row === undefined) throw unknown(id);
      return row;
    },
    /** Also one that is being removed. */
    getAny: (id: string) => any.get(id),
    byContent: (sha256: string) => byContent.get(sha256),
    places: (id: string) => places.all(id, id),
    document,
    /** @throws CodedError unknown-document */
    demandDocument(id: string): Document {
      const found = document(id);
      if (found === undefined) throw unknown(id);
      return found;
    },
    isSearchable(id: string): boolean {
      const state = live.get(id)?.state;
      return state === 'ready' || state === 'partial';
    },
    create(content: { sha256: string; size: number; type: string }): string {
      const id = uuidv7();
      insert.run({ id, ...content, ...firstGuess(content.type), now: now() });
      return id;
    },
    setNames(id: string, names: { name: string; folder: string; nameKey: string; folderKey: string; searchKey: string }): void {
      setNames.run({ id, ...names });
    },
    setState(id: string, state: DocumentState, error: Problem | null, jobId: string | null): void {
      setState.run(state, error === null ? null : JSON.stringify(error), jobId, id);
    },
    complete(id: string, summary: DocumentSummary): void {
      complete.run({
        id,
        type: summary.type,
        view: summary.view,
        unit: summary.unit,
        pages: summary.pages,
        outcomes: JSON.stringify(summary.outcomes),
        languages: JSON.stringify(summary.languages),
        passages: summary.passages,
        state: summary.outcomes.failed > 0 ? 'partial' : 'ready',
        now: now(),
      });
    },
    setLostRuns: (id: string, count: number) => void setLostRuns.run(count, id),
    /** The tombstone: from now on nobody sees it, whatever happens. */
    bury: (id: string) => void bury.run(id),
    erase: (id: string) => void erase.run(id),
    bytes: () => Number(bytes.get()),
    /** Also by one that is being removed. */
    knowsContent: (sha256: string) => known.get(sha256) !== undefined,
    /** The engine does not have it: it cannot be searched until it is read again. */
    markUnread: (id: string) => void unread.run(id),
    unfinished: () => unfinished.all(),
    ids: () => ids.all().map(String),
    stats: (): DocumentStats => stats.get() ?? { documents: 0, searchable: 0, failed: 0, pages: 0, passages: 0, bytes: 0 },
  };
}
