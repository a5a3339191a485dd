/** The library as a list: filtered, sorted in Croatian order, a page at a time. */
import type { z } from 'zod';
import type { Document, DocumentFilter, DocumentSort } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import { toDocument, type DocumentRow, type PlaceRow } from './schema.ts';
import { fold } from './words.ts';

export interface ListQuery {
  filter: z.output<typeof DocumentFilter>;
  sort: z.output<typeof DocumentSort>;
  descending: boolean;
  offset: number;
  limit: number;
}

const ORDER: Record<ListQuery['sort'], string> = {
  name: 'name_key',
  folder: 'folder_key',
  type: 'type',
  pages: 'pages',
  languages: 'languages',
  state: "CASE state WHEN 'failed' THEN 0 WHEN 'partial' THEN 1 WHEN 'processing' THEN 2 WHEN 'waiting' THEN 3 WHEN 'cancelled' THEN 4 ELSE 5 END",
  size: 'size',
  addedAt: 'added_at',
};

const WHERE = `removed = 0
  AND (@text = '' OR instr(search_key, @text) > 0)
  AND (@states = '[]' OR state IN (SELECT value FROM json_each(@states)))
  AND (@types = '[]' OR type IN (SELECT value FROM json_each(@types)))
  AND (@folder IS NULL OR EXISTS (SELECT 1 FROM places p WHERE p.document_id = documents.id
        AND (p.folder = @folder OR substr(p.folder, 1, length(@folder) + 1) = @folder || '/')))`;

export function createListing({ db }: Storage): (query: ListQuery) => { items: Document[]; total: number } {
  const count = db.prepare(`SELECT count(*) FROM documents WHERE ${WHERE}`).pluck();
  const placesOf = db.prepare<[string], PlaceRow & { shown_for: string }>(
    `SELECT p.*, j.value AS shown_for FROM json_each(?) j JOIN places p ON p.document_id = j.value OR p.next_document_id = j.value ORDER BY p.added_at, p.id`,
  );
  return (query) => {
    const direction = query.descending ? 'DESC' : 'ASC';
    const filter = {
      text: fold(query.filter.text.trim()),
      states: JSON.stringify(query.filter.states),
      types: JSON.stringify(query.filter.types),
      folder: query.filter.folder,
    };
    const rows = db
      .prepare<[Record<string, unknown>], DocumentRow>(
        `SELECT * FROM documents WHERE ${WHERE} ORDER BY ${ORDER[query.sort]} ${direction}, name_key, id ${direction} LIMIT @limit OFFSET @offset`,
      )
      .all({ ...filter, limit: query.limit, offset: query.offset });
    const places = Map.groupBy(placesOf.all(JSON.stringify(rows.map(({ id }) => id))), (place) => place.shown_for);
    return { items: rows.map((row) => toDocument(row, places.get(row.id) ?? [])), total: Number(count.get(filter)) };
  };
}
