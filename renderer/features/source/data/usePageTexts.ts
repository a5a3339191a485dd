/** The read text of pages, fetched as they come into view and kept while the document is open. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '../../../../electron/contract/index.ts';
import { client } from '../../../transport/index.ts';
import type { Loaded } from './useLoad.ts';

export interface PageTexts {
  /** Undefined until the page was wanted. */
  get(number: number): Loaded<Page> | undefined;
  want(number: number): void;
  again(number: number): void;
}

export function usePageTexts(documentId: string): PageTexts {
  const [pages, setPages] = useState<ReadonlyMap<number, Loaded<Page>>>(new Map());
  const asked = useRef(new Set<number>());
  const shown = useRef(documentId);

  useEffect(() => {
    shown.current = documentId;
    asked.current = new Set();
    setPages(new Map());
  }, [documentId]);

  const load = useCallback(
    (number: number) => {
      asked.current.add(number);
      const settle = (loaded: Loaded<Page>): void => {
        if (shown.current === documentId) setPages((before) => new Map(before).set(number, loaded));
      };
      settle({ state: 'loading' });
      client.documents.page({ id: documentId, page: number }).then(
        (value) => settle({ state: 'ready', value }),
        (error: unknown) => settle({ state: 'failed', error }),
      );
    },
    [documentId],
  );

  return {
    get: (number) => pages.get(number),
    want: useCallback((number) => (asked.current.has(number) ? undefined : load(number)), [load]),
    again: load,
  };
}
