import { useCallback, useEffect } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { onDocuments, type Rows, type RowsView, useRows } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { STATE_FILTERS, TYPE_FILTERS, useLibraryQuery } from './query.ts';

/** The rows of the current query, live. */
export function useDocumentRows(): { rows: Rows<Document>; view: RowsView<Document> } {
  const { text, states, types, sort, descending } = useLibraryQuery();
  const fetchPart = useCallback(
    (offset: number, limit: number) => {
      const filter = { text, states: [...STATE_FILTERS[states]], types: [...TYPE_FILTERS[types]], folder: null };
      return client.documents.list({ filter, sort, descending, offset, limit });
    },
    [text, states, types, sort, descending],
  );
  const { rows, view } = useRows(fetchPart);
  useEffect(() => {
    rows.show(0, 0);
    return onDocuments(
      (changes) => rows.apply(changes.map((change) => (change.type === 'changed' ? { id: change.document.id, value: change.document } : { id: change.documentId, value: null }))),
      rows.reload,
    );
  }, [rows]);
  return { rows, view };
}
