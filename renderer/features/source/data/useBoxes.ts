/** Where spans of one page stand on it, as they were measured when it was read. */
import type { Box, Span } from '../../../../electron/contract/index.ts';
import { client } from '../../../transport/index.ts';
import { useLoad, type Loaded } from './useLoad.ts';

export interface SpanBoxes {
  /** Boxes of each span, in the order asked; none where a span cannot be placed. */
  spans: readonly (readonly Box[])[];
  width: number | null;
  height: number | null;
}

/** The most spans one page is asked for at once. */
const MOST = 500;

/** `spans` stand on one page; without any, nothing is loaded. */
export function useBoxes(documentId: string, spans: readonly Span[]): Loaded<SpanBoxes> {
  const asked = spans.slice(0, MOST).map(({ charStart, charEnd }) => ({ charStart, charEnd }));
  const page = spans[0]?.page;
  const key = page === undefined ? null : `${documentId}:${page}:${asked.map(({ charStart, charEnd }) => `${charStart}-${charEnd}`).join()}`;
  return useLoad(key, async (signal) => client.documents.boxes({ id: documentId, page: page ?? 1, spans: asked }, { signal }));
}
