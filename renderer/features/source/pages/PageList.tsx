/** The list of pages: a small picture of each, its name and what became of it when it was read. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../../../i18n/index.ts';
import type { PageSummary } from '../../../../electron/contract/index.ts';
import type { Size } from './geometry.ts';
import css from './pageList.module.css';

interface PageListProps {
  pages: readonly PageSummary[];
  count: number;
  current: number;
  /** Size of a usual page, for the shape of the small pictures. */
  size: Size;
  thumbnail(number: number): ReactNode;
  onPick(number: number): void;
}

const WIDTH = 96;

export function PageList({ pages, count, current, size, thumbnail, onPick }: PageListProps) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const height = Math.min(180, Math.round((WIDTH * size.height) / Math.max(1, size.width)));
  const list = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => height + 36, overscan: 2 });

  useEffect(() => list.scrollToIndex(current - 1, { align: 'auto' }), [current, list]);

  return (
    <nav ref={scroller} className={css.list} aria-label={t('source.pageList')} data-testid="page-list">
      <div style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map((item) => {
          const number = item.index + 1;
          const summary = pages[item.index];
          return (
            <button
              key={item.key}
              type="button"
              className={css.item}
              aria-current={number === current ? 'page' : undefined}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              onClick={() => onPick(number)}
            >
              <span className={css.picture} style={{ width: WIDTH, height }}>
                {thumbnail(number)}
              </span>
              <span className={css.name}>
                {summary?.label ?? number}
                {summary !== undefined && summary.outcome !== 'text' && <em data-outcome={summary.outcome}>{summary.outcome === 'ocr' ? 'OCR' : t(`source.outcome.${summary.outcome}`)}</em>}
              </span>
            </button>
          );
        })}
      </div>
    </nav>
  );
}
