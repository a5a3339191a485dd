/** Documents with real pages (PDF, images, scans): a tall column of which only the pages in sight are drawn. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../../../i18n/index.ts';
import type { Span } from '../../../../electron/contract/index.ts';
import { client } from '../../../transport/index.ts';
import { useLoad } from '../data/useLoad.ts';
import type { ViewProps } from '../viewer/view.ts';
import { around, turnedSize, type Size } from './geometry.ts';
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
  first: Size;
  draw(page: DrawnPage): ReactNode;
  thumbnail(number: number): ReactNode;
}

function useBoxes(documentId: string, span: Span | null) {
  const key = span === null ? null : `${documentId}:${span.page}:${span.charStart}-${span.charEnd}`;
  return useLoad(key, async (signal) => {
    if (span === null) return { boxes: [], width: null, height: null };
    const { page, charStart, charEnd } = span;
    return client.documents.boxes({ id: documentId, page, charStart, charEnd }, { signal });
  });
}

export function PageView(props: PageViewProps) {
  const { document, goal, mark, exact, hit, zoom, turn, listOpen, onPage, onScale, onPlaced, onGo } = props;
  const { t } = useWords();
  const [sizes, setSizes] = useState<readonly (Size | undefined)[]>(() => [props.first, ...Array.from({ length: props.count - 1 }, () => undefined)]);
  const column = usePageColumn(sizes, props.first, zoom, turn);
  const { layout, scrollToBox, scrollToPage } = column;
  const markBoxes = useBoxes(document.id, mark);
  const exactBoxes = useBoxes(document.id, exact);
  const hitBoxes = useBoxes(document.id, hit);

  const placed = mark === null ? true : markBoxes.state === 'loading' ? null : markBoxes.state === 'ready' && markBoxes.value.boxes.length > 0;

  const onSize = useCallback((number: number, size: Size) => {
    setSizes((before) => {
      const known = before[number - 1];
      if (known?.width === size.width && known.height === size.height) return before;
      return before.map((one, index) => (index === number - 1 ? size : one));
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
    const frame = around(boxes?.boxes ?? []);
    if (frame === null || boxes === null) scrollToPage(goal.page);
    else scrollToBox(goal.page, frame, pageSize(boxes, props.first));
    // Only a new goal moves the window, and the answer about its boxes; zoom and refined sizes keep the place.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [goal, ready]);

  return (
    <>
      {listOpen && <PageList {...props} current={current} size={turnedSize(props.first, turn)} onPick={(page) => onGo({ page, span: null })} />}
      <div ref={column.scroller} className={css.scroller} tabIndex={0} role="region" aria-label={document.name} data-testid="source-pages">
        <div className={css.column} style={{ height: layout.total.height, width: layout.total.width }}>
          {column.visible.map((number) => {
            const size = layout.size(number);
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
                  <Marks boxes={markBoxes.value.boxes} page={pageSize(markBoxes.value, sizes[number - 1] ?? props.first)} turn={turn} kind="mark" label={t('source.mark')} />
                )}
                {exact?.page === number && exactBoxes.state === 'ready' && (
                  <Marks boxes={exactBoxes.value.boxes} page={pageSize(exactBoxes.value, sizes[number - 1] ?? props.first)} turn={turn} kind="exact" label={t('source.exact')} />
                )}
                {hit?.page === number && hitBoxes.state === 'ready' && (
                  <Marks boxes={hitBoxes.value.boxes} page={pageSize(hitBoxes.value, sizes[number - 1] ?? props.first)} turn={turn} kind="hit" label={t('source.find')} />
                )}
              </section>
            );
          })}
        </div>
      </div>
    </>
  );
}

/** The size the boxes were measured on; the drawn page may be known in other units. */
function pageSize(boxes: { width: number | null; height: number | null }, otherwise: Size): Size {
  return boxes.width !== null && boxes.height !== null ? { width: boxes.width, height: boxes.height } : otherwise;
}
