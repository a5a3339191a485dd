import { useEffect, useState } from 'react';
import type { Document, PageSummary, Problem } from '../../../../electron/contract/index.ts';
import { onDocuments, useHealth } from '../../../state/index.ts';
import { client, toProblem } from '../../../transport/index.ts';

type Known<T> = { state: 'loading' } | { state: 'failed'; problem: Problem } | ({ state: 'there' } & T);

/** A document by its id, live. */
export function useDocument(id: string): Known<{ document: Document }> {
  const [known, setKnown] = useState<Known<{ document: Document }>>({ state: 'loading' });
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

/** The outcome of each page; read again whenever the document says that pages were added or read anew, and when the engine is back. */
export function usePages(document: Document): Known<{ pages: readonly PageSummary[] }> {
  const [known, setKnown] = useState<Known<{ pages: readonly PageSummary[] }>>({ state: 'loading' });
  const running = useHealth(({ health }) => health?.services.some(({ name, state }) => name === 'engine' && state === 'running') === true);
  const { id } = document;
  const edition = JSON.stringify([document.state, document.outcomes, document.readyAt]);
  useEffect(() => {
    let left = false;
    client.documents.pages({ id }).then(
      (pages) => !left && setKnown({ state: 'there', pages }),
      // What was there stays: an engine that restarts takes nothing away.
      (error: unknown) => !left && setKnown((before) => (before.state === 'there' ? before : { state: 'failed', problem: toProblem(error) })),
    );
    return () => {
      left = true;
    };
  }, [id, edition, running]);
  return known;
}
