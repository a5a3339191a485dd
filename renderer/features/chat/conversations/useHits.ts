/** Conversations whose title or text holds what was typed. */
import { useEffect, useState } from 'react';
import { client } from '../../../transport/index.ts';

export type Hits = Awaited<ReturnType<typeof client.chat.search>>;

const REST_MS = 180;

/** Null while nothing is looked for. */
export function useHits(text: string): { hits: Hits | null; failed: boolean } {
  const [found, setFound] = useState<{ text: string; hits: Hits; failed: boolean } | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === '') return undefined;
    const stop = new AbortController();
    const settle = (hits: Hits, failed: boolean): void => {
      if (!stop.signal.aborted) setFound({ text: wanted, hits, failed });
    };
    const timer = setTimeout(() => {
      client.chat.search({ text: wanted }, { signal: stop.signal }).then(
        (hits) => settle(hits, false),
        () => settle([], true),
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  if (wanted === '' || found === null) return { hits: null, failed: false };
  return { hits: found.hits, failed: found.failed };
}
