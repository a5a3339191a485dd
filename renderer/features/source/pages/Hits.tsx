/** Everything the search inside found on one page; the one gone to last stands out. */
import { useMemo } from 'react';
import type { Span } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { useBoxes } from '../data/useBoxes.ts';
import { pageSize, type Size, type Turn } from './geometry.ts';
import { Marks } from './Marks.tsx';

interface HitsProps {
  documentId: string;
  number: number;
  /** All hits of the document. */
  hits: readonly Span[];
  current: Span | null;
  natural: Size;
  turn: Turn;
}

export function Hits({ documentId, number, hits, current, natural, turn }: HitsProps) {
  const { t } = useWords();
  const here = useMemo(() => hits.filter(({ page }) => page === number), [hits, number]);
  const boxes = useBoxes(documentId, here);
  if (boxes.state !== 'ready' || here.length === 0) return null;
  const page = pageSize(boxes.value, natural);
  const chosen = current === null ? -1 : here.indexOf(current);
  const others = boxes.value.spans.filter((_, index) => index !== chosen);
  return (
    <>
      {others.length > 0 && <Marks spans={others} page={page} turn={turn} kind="hit" label={t('source.hits', { count: others.length })} />}
      {chosen >= 0 && <Marks spans={boxes.value.spans.slice(chosen, chosen + 1)} page={page} turn={turn} kind="current" label={t('source.currentHit')} />}
    </>
  );
}
