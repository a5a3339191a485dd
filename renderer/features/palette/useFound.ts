import { useEffect, useState } from 'react';
import type { Conversation, Document } from '../../../electron/contract/index.ts';
import { client } from '../../transport/index.ts';

/** Typing is over when nothing was typed for this long. */
const TYPED_MS = 120;
const MOST = 6;

export interface Found {
  documents: readonly Document[];
  conversations: readonly { conversation: Conversation; snippet: string }[];
}

const NOTHING: Found = { documents: [], conversations: [] };

/** Documents by name and conversations by their text. */
export function useFound(text: string): Found {
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    if (text.length < 2) {
      setFound(NOTHING);
      return undefined;
    }
    const leaving = new AbortController();
    const search = async (): Promise<void> => {
      const options = { signal: leaving.signal };
      const [documents, hits] = await Promise.all([
        client.documents.list({ filter: { text }, sort: 'name', descending: false, limit: MOST }, options),
        client.chat.search({ text, limit: 30 }, options),
      ]);
      if (leaving.signal.aborted) return;
      const byId = new Map(hits.map((hit) => [hit.conversation.id, hit]));
      setFound({ documents: documents.items, conversations: [...byId.values()].slice(0, MOST) });
    };
    const timer = setTimeout(() => void search().catch(() => undefined), TYPED_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [text]);
  return found;
}
