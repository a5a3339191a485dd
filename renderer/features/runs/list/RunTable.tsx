import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import type { Run } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { go, type Rows, type RowsView } from '../../../state/index.ts';
import { cx, Dot, rowAfterKey } from '../../../ui/index.ts';
import styles from '../Runs.module.css';
import { outcome, promptVersionName, span, toneOfRun } from '../words.ts';

const ROW_PIXELS = 45;

const open = (run: Run): void => go({ screen: 'run', runId: run.replayOf ?? run.id, otherId: run.replayOf === null ? null : run.id });

/** Only the rows in sight exist. Arrows move, Enter opens. */
export function RunTable({ rows, view }: { rows: Rows<Run>; view: RowsView<Run> }) {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const total = view.total ?? 0;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroll.current, estimateSize: () => ROW_PIXELS, overscan: 10 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const here = active ?? -1;
    const run = view.row(here);
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_PIXELS) - 1);
    const goal = rowAfterKey(event.key, { here, total, page });
    if (goal === null && event.key !== 'Enter') return;
    event.preventDefault();
    if (goal === null) return run && open(run);
    setActive(goal);
    virtual.scrollToIndex(goal);
  };
  const columns = ['question', 'status', 'model', 'prompt', 'tokens', 'firstToken', 'speed', 'total', 'started'] as const;
  return (
    <div className={styles.table} role="grid" aria-label={t('runs.title')} aria-rowcount={total + 1} tabIndex={0} aria-activedescendant={active === null ? undefined : `run-row-${active}`} onKeyDown={press}>
      <div className={cx(styles.row, styles.headRow)} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span key={column} role="columnheader" className={CELLS[column]}>
            {t(`runs.columns.${column}`)}
          </span>
        ))}
      </div>
      <div ref={scroll} className={styles.scroll} role="rowgroup" tabIndex={-1}>
        <div className={styles.canvas} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <RunRow key={index} index={index} top={start} run={view.row(index)} active={index === active} />
          ))}
        </div>
      </div>
    </div>
  );
}

const CELLS: Record<string, string | undefined> = {
  model: styles.third,
  prompt: styles.third,
  tokens: cx(styles.number, styles.second),
  firstToken: cx(styles.number, styles.second),
  speed: cx(styles.number, styles.third),
  total: styles.number,
  started: styles.number,
};

const RunRow = memo(function RunRow({ index, top, run, active }: { index: number; top: number; run: Run | undefined; active: boolean }) {
  const { t, format } = useWords();
  const style = { transform: `translateY(${top}px)` };
  const place = { style, role: 'row', 'aria-rowindex': index + 2, id: `run-row-${index}` } as const;
  if (!run) return <div {...place} className={cx(styles.row, styles.body)} aria-busy />;
  const said = outcome(t, run);
  const dash = '–';
  return (
    <div {...place} className={cx(styles.row, styles.body, active && styles.active)} data-testid="run-row">
      <span role="gridcell" className={styles.question}>
        <button type="button" tabIndex={-1} className={styles.name} aria-label={t('runs.open', { question: run.question })} title={run.question} onClick={() => open(run)}>
          {run.question}
        </button>
        <span className={styles.kind}>{t(`runs.kinds.${run.kind}`)}</span>
      </span>
      <span role="gridcell" className={styles.state} title={said}>
        <Dot tone={toneOfRun(run)} />
        <span className={styles.clip}>{said}</span>
      </span>
      <span role="gridcell" className={cx(styles.clip, CELLS['model'])} title={run.model ?? ''}>
        {run.model ?? dash}
      </span>
      <span role="gridcell" className={cx(styles.clip, CELLS['prompt'])}>
        {run.promptVersion === null ? dash : promptVersionName(t, run.promptVersion, true)}
      </span>
      <span role="gridcell" className={CELLS['tokens']} title={run.promptTokens === null ? '' : t('runs.tokensOf', { read: run.promptTokens, written: run.outputTokens ?? 0 })}>
        {run.promptTokens === null ? dash : `${format.number(run.promptTokens, 0)} / ${format.number(run.outputTokens ?? 0, 0)}`}
      </span>
      <span role="gridcell" className={CELLS['firstToken']}>
        {run.firstTokenMs === null ? dash : span(t, format, run.firstTokenMs)}
      </span>
      <span role="gridcell" className={CELLS['speed']}>
        {run.tokensPerSecond === null ? dash : format.number(run.tokensPerSecond)}
      </span>
      <span role="gridcell" className={CELLS['total']}>
        {run.totalMs === null ? dash : span(t, format, run.totalMs)}
      </span>
      <span role="gridcell" className={cx(CELLS['started'], styles.muted)} title={format.dateTime(run.startedAt)}>
        {`${format.shortDate(run.startedAt)} ${format.time(run.startedAt)}`}
      </span>
    </div>
  );
});
