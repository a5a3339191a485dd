import { useEffect, useState } from 'react';
import type { Document, PageSummary, Problem } from '../../../../electron/contract/index.ts';
import { onDocuments } from '../../../state/index.ts';
import { client, toProblem } from '../../../transport/index.ts';

export type Known = { state: 'loading' } | { state: 'failed'; problem: Problem } | { state: 'there'; document: Document };

/** A document by its id, live. */
export function useDocument(id: string): Known {
  const [known, setKnown] = useState<Known>({ state: 'loading' });
  useEffect(() => {
    let left = false;
    const read = (): void => {
      client.documents.get({ id }).then(
        (document) => !left && setKnown({ state: 'there', document }),
        (error: unknown) => !left && setKnown({ state: 'failed', problem: toProblem(error) }),
      );
    };
    setKnown({ state: 'loading' });
    read();
    const stop = onDocuments((changes) => {
      for (const change of changes) {
        if (change.type === 'changed' && change.document.id === id) setKnown({ state: 'there', document: change.document });
        if (change.type === 'removed' && change.documentId === id) setKnown({ state: 'failed', problem: { code: 'unknown-document', message: '', details: {} } });
      }
    }, read);
    return () => {
      left = true;
      stop();
    };
  }, [id]);
  return known;
}

/** The outcome of each page; read again whenever the document says that pages were added or read anew. */
export function usePages(document: Document): readonly PageSummary[] {
  const [pages, setPages] = useState<readonly PageSummary[]>([]);
  const { id } = document;
  const edition = JSON.stringify([document.state, document.outcomes, document.readyAt]);
  useEffect(() => {
    let left = false;
    client.documents.pages({ id }).then(
      (found) => !left && setPages(found),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [id, edition]);
  return pages;
}
