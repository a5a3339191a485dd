/** Documents read as text (DOCX, HTML, Markdown, EPUB, mail): clean pages, the cited span marked, headings to go by. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../../i18n/index.ts';
import type { Span } from '../../../../electron/contract/index.ts';
import { usePageTexts } from '../data/usePageTexts.ts';
import type { ViewProps } from '../viewer/view.ts';
import { canPlace, ROW, rowCount, rowOf, rowsOf, type Highlight } from './blocks.ts';
import { Contents } from './Contents.tsx';
import { TextRow } from './TextRow.tsx';
import css from './text.module.css';

interface Row {
  page: number;
  row: number;
  first: boolean;
}

/** Pixels per thousand code points: a first guess at a row's height, mended when it is drawn. */
const HEIGHT_PER_THOUSAND = 260;

export function TextView(props: ViewProps) {
  const { document, pages, goal, mark, exact, hits, hit, zoom, listOpen, onPage, onScale, onPlaced, onGo } = props;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const texts = usePageTexts(document.id);
  const scale = zoom === 'fit' ? 1 : zoom;

  const rows = useMemo<Row[]>(
    () => pages.flatMap((page) => Array.from({ length: rowCount(page.characters) }, (_, row) => ({ page: page.number, row, first: row === 0 }))),
    [pages],
  );
  const characters = useMemo(() => new Map(pages.map((page) => [page.number, page.characters])), [pages]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    paddingStart: 20,
    paddingEnd: 48,
    getItemKey: (index) => `${rows[index]?.page ?? 0}:${rows[index]?.row ?? 0}`,
    estimateSize: (index) => 40 + (Math.min(ROW, characters.get(rows[index]?.page ?? 0) ?? 0) / 1000) * HEIGHT_PER_THOUSAND * scale,
    overscan: 1,
  });
  const shown = list.getVirtualItems();

  useEffect(() => {
    for (const item of shown) texts.want(rows[item.index]?.page ?? 1);
  });
  const upperThird = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) / 3;
  const current = rows[shown.findLast((item) => item.start <= upperThird)?.index ?? 0]?.page ?? 1;
  useEffect(() => onPage(current), [current, onPage]);
  useEffect(() => onScale(scale), [scale, onScale]);

  const markPage = mark === null ? undefined : texts.get(mark.page);
  useEffect(() => {
    if (mark !== null) texts.want(mark.page);
    if (mark === null) onPlaced(true);
    else if (markPage?.state === 'ready') onPlaced(canPlace(markPage.value.text, mark.charStart, mark.charEnd));
    else onPlaced(markPage?.state === 'failed' ? false : null);
  }, [mark, markPage, onPlaced, texts]);

  useGoal(props, rows, characters, (index) => list.scrollToIndex(index, { align: 'start' }), scroller, texts.get(goal.page)?.state === 'ready');

  const highlightsOf = (page: number): Highlight[] => [
    ...(mark?.page === page ? [{ start: mark.charStart, end: mark.charEnd, kind: 'mark' as const }] : []),
    ...(exact?.page === page ? [{ start: exact.charStart, end: exact.charEnd, kind: 'exact' as const }] : []),
    ...hits.filter((one) => one.page === page).map((one) => ({ start: one.charStart, end: one.charEnd, kind: one === hit ? ('current' as const) : ('hit' as const) })),
  ];

  return (
    <>
      {listOpen && <Contents document={document} pages={pages} current={current} texts={texts} onPick={(page, charStart) => onGo({ page, span: charStart === null ? null : { page, charStart, charEnd: charStart + 1 } })} />}
      <div ref={scroller} className={css.scroller} tabIndex={0} role="region" aria-label={t('source.of', { name: document.name })} data-testid="source-text" style={{ fontSize: `${14 * scale}px` }}>
        <div style={{ height: list.getTotalSize(), position: 'relative' }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const page = texts.get(row.page);
            return (
              <div key={item.key} ref={list.measureElement} data-index={item.index} className={css.row} style={{ transform: `translateY(${item.start}px)` }}>
                {row.first && pages.length > 1 && <PageName {...props} number={row.page} />}
                {page?.state === 'ready' && <TextRow blocks={blocksOf(page.value, row.row)} highlights={highlightsOf(row.page)} sought={props.sought} />}
                {page?.state === 'ready' && row.first && page.value.text.trim() === '' && <p className={css.quiet}>{t('source.pageEmpty')}</p>}
                {page?.state === 'failed' && row.first && (
                  <p className={css.quiet} role="alert">
                    {t('source.pageFailed.title')} <button type="button" onClick={() => texts.again(row.page)}>{t('source.retry')}</button>
                  </p>
                )}
                {(page === undefined || page.state === 'loading') && <div style={{ height: Math.min(ROW, characters.get(row.page) ?? 0) / 4 }} />}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

const cut = new WeakMap<object, ReturnType<typeof rowsOf>>();

/** A page is cut once, however often its rows are drawn. */
function blocksOf(page: Parameters<typeof rowsOf>[0], row: number) {
  const known = cut.get(page) ?? rowsOf(page);
  cut.set(page, known);
  return known[row] ?? [];
}

function PageName({ document, pages, number }: ViewProps & { number: number }) {
  const { t } = useWords();
  const label = pages[number - 1]?.label;
  return <h2 className={css.pageName}>{label ?? t(`source.unitLong.${document.unit}`, { number })}</h2>;
}

/** Goes to the row first, and to the marked letters once that row is drawn. */
function useGoal(
  { goal, mark, exact, hit }: ViewProps,
  rows: readonly Row[],
  characters: ReadonlyMap<number, number>,
  toRow: (index: number) => void,
  scroller: React.RefObject<HTMLDivElement | null>,
  ready: boolean,
): void {
  const charStart = goal.span?.charStart ?? 0;
  useEffect(() => {
    const row = rowOf(charStart, characters.get(goal.page) ?? 0);
    const index = rows.findIndex((one) => one.page === goal.page && one.row === row);
    if (index >= 0) toRow(index);
    if (!ready || goal.span === null) return undefined;
    let tries = 0;
    let frame = 0;
    // The row is drawn and measured over the next few frames; after that the letters are where they stay.
    const settle = (): void => {
      const target = findTarget(scroller.current, goal.span, goal.span === exact ? 'mark[data-exact]' : goal.span === mark ? 'mark[data-kind="mark"]' : goal.span === hit ? '[data-current]' : null);
      if (target !== null) target.scrollIntoView({ block: 'start' });
      tries += 1;
      if (tries < 8) frame = requestAnimationFrame(settle);
    };
    frame = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(frame);
    // Only a new goal, and its text having come, moves the window.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [goal, ready]);
}

/** `selector` finds what is highlighted; without one, the block that holds the span is the target. */
function findTarget(root: HTMLElement | null, span: Span | null, selector: string | null): Element | null {
  if (root === null || span === null) return null;
  if (selector !== null) return root.querySelector(selector);
  const blocks = [...root.querySelectorAll<HTMLElement>('[data-start]')];
  return blocks.find((block) => Number(block.dataset['start']) <= span.charStart && Number(block.dataset['end']) > span.charStart) ?? null;
}
