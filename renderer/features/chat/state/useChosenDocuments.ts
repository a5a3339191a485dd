/** Names of the documents a conversation is asked over. */
import { useEffect, useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import type { ChosenDocument } from '../../../state/index.ts';
import { client, toProblem } from '../../../transport/index.ts';

/** Null for all documents. A removed document keeps its place in the choice, under a name that says so. */
export function useChosenDocuments(ids: readonly string[] | null): readonly ChosenDocument[] | null {
  const { t } = useWords();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const key = ids?.join(' ') ?? '';
  useEffect(() => {
    const stop = new AbortController();
    for (const id of key === '' ? [] : key.split(' ')) {
      const keep = (name: string): void => {
        if (!stop.signal.aborted) setNames((before) => new Map(before).set(id, name));
      };
      client.documents.get({ id }, { signal: stop.signal }).then(
        (document) => keep(document.name),
        (error: unknown) => toProblem(error).code === 'unknown-document' && keep(t('chat.scope.missing')),
      );
    }
    return () => stop.abort();
  }, [key, t]);
  return ids?.map((id) => ({ id, name: names.get(id) ?? '…' })) ?? null;
}
