/** Documents with real pages (PDF, images, scans): a tall column of which only the pages in sight are drawn. */
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { useBoxes } from '../data/useBoxes.ts';
import type { ViewProps } from '../viewer/view.ts';
import { around, pageSize, turnedSize, type Size } from './geometry.ts';
import { Hits } from './Hits.tsx';
import { Marks } from './Marks.tsx';
import { PageList } from './PageList.tsx';
import { usePageColumn } from './usePageColumn.ts';
import css from './pages.module.css';

export interface DrawnPage {
  number: number;
  /** CSS pixels per page unit. */
  scale: number;
  onSize(number: number, size: Size): void;
}

interface PageViewProps extends ViewProps {
  count: number;
  /** What is known of the pages' sizes before they are drawn; the others take the first known one. */
  sizes: readonly (Size | undefined)[];
  /** Where no size is known at all. */
  usual: Size;
  draw(page: DrawnPage): ReactNode;
  thumbnail(number: number): ReactNode;
}

export function PageView(props: PageViewProps) {
  const { document, goal, mark, exact, hits, hit, zoom, turn, listOpen, onPage, onScale, onPlaced, onGo } = props;
  const { t } = useWords();
  const [drawn, setDrawn] = useState<ReadonlyMap<number, Size>>(new Map());
  const sizes = useMemo(() => Array.from({ length: props.count }, (_, index) => drawn.get(index + 1) ?? props.sizes[index]), [drawn, props.count, props.sizes]);
  const usual = sizes.find((size) => size !== undefined) ?? props.usual;
  const column = usePageColumn(sizes, usual, zoom, turn);
  const { layout, scrollToBox, scrollToPage } = column;
  const markBoxes = useBoxes(document.id, mark === null ? [] : [mark]);
  const exactBoxes = useBoxes(document.id, exact === null ? [] : [exact]);
  const hitBoxes = useBoxes(document.id, hit === null ? [] : [hit]);

  const placed = mark === null ? true : markBoxes.state === 'loading' ? null : markBoxes.state === 'ready' && (markBoxes.value.spans[0]?.length ?? 0) > 0;

  const onSize = useCallback((number: number, size: Size) => {
    setDrawn((before) => {
      const known = before.get(number);
      return known?.width === size.width && known.height === size.height ? before : new Map(before).set(number, size);
    });
  }, []);

  const { current } = column;
  useEffect(() => onPage(current), [current, onPage]);
  useEffect(() => onScale(layout.scale), [layout.scale, onScale]);
  useEffect(() => {
    onPlaced(placed);
  }, [placed, onPlaced]);

  const goalBoxes = goal.span === null ? null : goal.span === mark ? markBoxes : goal.span === exact ? exactBoxes : hitBoxes;
  const ready = column.measured && goalBoxes?.state !== 'loading';
  useEffect(() => {
    if (!ready) {
      scrollToPage(goal.page);
      return;
    }
    const boxes = goalBoxes?.state === 'ready' ? goalBoxes.value : null;
    const frame = around(boxes?.spans[0] ?? []);
    if (frame === null || boxes === null) scrollToPage(goal.page);
    else scrollToBox(goal.page, frame, pageSize(boxes, usual));
    // Only a new goal moves the window, and the answer about its boxes; zoom and refined sizes keep the place.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [goal, ready]);

  return (
    <>
      {listOpen && <PageList {...props} current={current} size={turnedSize(usual, turn)} onPick={(page) => onGo({ page, span: null })} />}
      <div ref={column.scroller} className={css.scroller} tabIndex={0} role="region" aria-label={t('source.of', { name: document.name })} data-testid="source-pages">
        <div className={css.column} style={{ height: layout.total.height, width: layout.total.width }}>
          {column.visible.map((number) => {
            const size = layout.size(number);
            const natural = sizes[number - 1] ?? usual;
            return (
              <section
                key={number}
                className={css.page}
                aria-label={t(`source.unitLong.${document.unit}`, { number })}
                data-page={number}
                style={{ top: layout.top(number), width: size.width, height: size.height, left: `max(0px, calc(50% - ${size.width / 2}px))` }}
              >
                {props.draw({ number, scale: layout.scale, onSize })}
                {mark?.page === number && markBoxes.state === 'ready' && (
                  <Marks spans={markBoxes.value.spans} page={pageSize(markBoxes.value, natural)} turn={turn} kind="mark" label={t('source.mark')} />
                )}
                {exact?.page === number && exactBoxes.state === 'ready' && (
                  <Marks spans={exactBoxes.value.spans} page={pageSize(exactBoxes.value, natural)} turn={turn} kind="exact" label={t('source.exact')} />
                )}
                <Hits documentId={document.id} number={number} hits={hits} current={hit} natural={natural} turn={turn} />
              </section>
            );
          })}
        </div>
      </div>
    </>
  );
}
