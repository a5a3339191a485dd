/** Sheets (XLSX, CSV) as a grid of which only the rows in sight are drawn; the cited rows are marked. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../../i18n/index.ts';
import type { Span } from '../../../../electron/contract/index.ts';
import { usePageTexts } from '../data/usePageTexts.ts';
import type { Highlight, Table } from '../text/blocks.ts';
import { Found } from '../text/Found.tsx';
import { drawnAs } from '../text/TextRow.tsx';
import { TextView } from '../text/TextView.tsx';
import type { ViewProps } from '../viewer/view.ts';
import viewer from '../viewer/viewer.module.css';
import { cellHighlight, columnWidths, numericColumns, sameCells } from './rows.ts';
import css from './table.module.css';

const ROW_HEIGHT = 28;

export function TableView(props: ViewProps) {
  const { document, pages, goal, mark, onPage, onGo, onPlaced } = props;
  const { t } = useWords();
  const texts = usePageTexts(document.id);
  const page = texts.get(goal.page);

  useEffect(() => texts.want(goal.page), [goal.page, texts]);
  useEffect(() => onPage(goal.page), [goal.page, onPage]);
  const tables = page?.state === 'ready' ? page.value.tables.filter((table) => table.rows.length > 0) : null;
  const flat = useMemo(() => (tables === null ? null : tables.flatMap((table) => table.rows)), [tables]);
  useEffect(() => {
    if (mark === null || mark.page !== goal.page) onPlaced(mark === null ? true : null);
    else onPlaced(flat === null ? null : flat.some((row) => row.charStart < mark.charEnd && row.charEnd > mark.charStart));
  }, [mark, goal.page, flat, onPlaced]);

  // A sheet in which no table was seen is still readable as text.
  if (tables !== null && tables.length === 0) return <TextView {...props} />;
  return (
    <div className={css.sheet}>
      {pages.length > 1 && (
        <div className={css.tabs} role="tablist" aria-label={t('source.pageList')}>
          {pages.map((one) => (
            <button key={one.number} type="button" role="tab" aria-selected={one.number === goal.page} onClick={() => onGo({ page: one.number, span: null })}>
              {one.label ?? t('source.unitLong.sheet', { number: one.number })}
            </button>
          ))}
        </div>
      )}
      {page?.state === 'failed' && <p className={viewer.quiet} role="alert">{t('source.pageFailed.title')}</p>}
      {(page === undefined || page.state === 'loading') && <p className={viewer.quiet}>{t('source.opening')}</p>}
      {tables !== null && <Grid key={goal.page} tables={tables} {...props} />}
    </div>
  );
}

function Grid({ tables, document, goal, mark, exact, hits, hit, sought, zoom }: ViewProps & { tables: readonly Table[] }) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const scale = zoom === 'fit' ? 1 : zoom;
  // Further tables of one sheet follow below the first, under their own header row.
  const rows = useMemo(
    () => tables.flatMap((table, index) => [...(index > 0 ? [{ cells: table.header, charStart: table.charStart, charEnd: table.charStart, header: true }] : []), ...table.rows.map((row) => ({ ...row, header: false }))]),
    [tables],
  );
  const header = useMemo(() => tables[0]?.header ?? [], [tables]);
  // A sheet's first row is often its header: it stands above, once.
  const skipped = sameCells(rows[0]?.cells, header) ? 1 : 0;
  const columns = Math.max(header.length, ...rows.map((row) => row.cells.length));
  const numeric = useMemo(() => numericColumns(rows, columns), [rows, columns]);
  const template = useMemo(() => `6ch ${columnWidths(header, rows, columns).map((width) => `${width}ch`).join(' ')} 1fr`, [header, rows, columns]);
  const list = useVirtualizer({ count: rows.length - skipped, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT * scale, overscan: 12 });

  const highlights = useMemo<Highlight[]>(() => {
    const of = (span: Span, kind: Highlight['kind']): Highlight[] => (span.page === goal.page ? [{ start: span.charStart, end: span.charEnd, kind }] : []);
    return [...(mark === null ? [] : of(mark, 'mark')), ...(exact === null ? [] : of(exact, 'exact')), ...hits.flatMap((one) => of(one, one === hit ? 'current' : 'hit'))];
  }, [mark, exact, hits, hit, goal.page]);

  useEffect(() => {
    const span = goal.span;
    const index = span === null ? 0 : rows.findIndex((row) => !row.header && row.charEnd > span.charStart && row.charStart < span.charEnd);
    if (index >= 0) list.scrollToIndex(Math.max(0, index - skipped), { align: index === 0 ? 'start' : 'center' });
    // Only a new goal moves the window.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [goal]);

  return (
    <div ref={scroller} className={css.scroller} tabIndex={0} role="region" aria-label={t('source.of', { name: document.name })} data-testid="source-table" style={{ fontSize: `${13 * scale}px` }}>
      <div role="table" aria-rowcount={rows.length + 1 - skipped} aria-label={t('source.rows', { count: rows.length })} className={css.grid} style={{ height: list.getTotalSize() + ROW_HEIGHT * scale, gridTemplateColumns: template }}>
        <div role="row" className={css.head} style={{ height: ROW_HEIGHT * scale, gridTemplateColumns: template }}>
          <span role="columnheader" className={css.number}>#</span>
          {Array.from({ length: columns }, (_, index) => <span role="columnheader" key={index} data-numeric={numeric[index]}><Found text={header[index] ?? ''} sought={sought} /></span>)}
        </div>
        {list.getVirtualItems().map((item) => {
          const number = item.index + skipped;
          const row = rows[number];
          if (row === undefined) return null;
          const kind = row.header ? null : cellHighlight(row, highlights);
          return (
            <div key={item.key} role="row" aria-rowindex={number + 2 - skipped} className={row.header ? css.head : css.row} {...(kind !== null && drawnAs(kind))} style={{ top: item.start + ROW_HEIGHT * scale, height: item.size, gridTemplateColumns: template, position: 'absolute' }}>
              <span role="rowheader" className={css.number}>{number + 1}</span>
              {Array.from({ length: columns }, (_, index) => <span role="cell" key={index} data-numeric={numeric[index]} title={row.cells[index]}><Found text={row.cells[index] ?? ''} sought={sought} /></span>)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
