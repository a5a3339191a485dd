import { useCallback, useEffect } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { onDocuments, type Rows, type RowsView, useRows } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { asked, forget, useLibraryQuery } from './query.ts';

/** The rows of the current query, live. */
export function useDocumentRows(): { rows: Rows<Document>; view: RowsView<Document> } {
  const { text, states, types, sort, descending } = useLibraryQuery();
  const fetchPart = useCallback(
    (offset: number, limit: number) => client.documents.list({ ...asked({ text, states, types, sort, descending }), offset, limit }),
    [text, states, types, sort, descending],
  );
  const { rows, view } = useRows(fetchPart);
  useEffect(() => {
    rows.show(0, 0);
    return onDocuments(
      (changes) => {
        rows.apply(changes.map((change) => (change.type === 'changed' ? { id: change.document.id, value: change.document } : { id: change.documentId, value: null })));
        forget(changes.flatMap((change) => (change.type === 'removed' ? change.documentId : [])));
      },
      rows.reload,
    );
  }, [rows]);
  return { rows, view };
}
