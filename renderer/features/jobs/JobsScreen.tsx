import { useVirtualizer } from '@tanstack/react-virtual';
import { ListChecks } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { attempt, useHealth } from '../../state/index.ts';
import { client, toProblem } from '../../transport/index.ts';
import { Button, cx, EmptyState, ErrorCard, HiddenText, Screen, Select } from '../../ui/index.ts';
import styles from './Jobs.module.css';
import { JobRow } from './JobRow.tsx';
import { JOB_FILTERS, type JobFilter, useJobList } from './useJobList.ts';

const ROW_PIXELS = 45;
const FILTERS = Object.keys(JOB_FILTERS).filter((name): name is JobFilter => name in JOB_FILTERS);

/** Everything that takes time: where it is, what went wrong, stop and retry. */
export function JobsScreen() {
  const { t } = useWords();
  const [filter, setFilter] = useState<JobFilter>('all');
  const { rows, view } = useJobList(filter);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: view.total ?? 0, getScrollElement: () => scroll.current, estimateSize: () => ROW_PIXELS, overscan: 8 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => rows.show(first, last), [rows, first, last]);

  const clear = <Button disabled={view.total === 0} onClick={() => attempt(() => client.jobs.clearFinished())}>{t('jobs.clearFinished')}</Button>;
  return (
    <Screen title={t('jobs.title')} actions={clear}>
      <div className={styles.jobs}>
        <div className={styles.tools}>
          <Select quiet label={t('jobs.filterLabel')} value={filter} onChange={setFilter} options={FILTERS.map((name) => ({ value: name, label: t(`jobs.filters.${name}`) }))} />
          <Queues />
        </div>
        {view.error !== null && <ErrorCard problem={toProblem(view.error)} />}
        {view.total === 0 ? (
          <EmptyState icon={ListChecks} title={filter === 'all' ? t('jobs.empty.title') : t('jobs.nothing')}>
            {filter === 'all' ? t('jobs.empty.text') : undefined}
          </EmptyState>
        ) : (
          <div className={styles.table} role="table" aria-label={t('jobs.title')} aria-rowcount={(view.total ?? 0) + 1}>
            <Head />
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <div ref={scroll} className={styles.scroll} role="rowgroup" tabIndex={0}>
              <div className={styles.canvas} role="presentation" style={{ height: virtual.getTotalSize() }}>
                {items.map(({ index, start }) => {
                  const job = view.row(index);
                  return (
                    <div key={job?.id ?? index} ref={virtual.measureElement} data-index={index} className={styles.job} style={{ transform: `translateY(${start}px)` }} role="presentation">
                      {job && <JobRow job={job} />}
                    </div>
                  );
                })}
              </div>
            </div>
          </div>
        )}
      </div>
    </Screen>
  );
}

function Head() {
  const { t } = useWords();
  return (
    <div className={cx(styles.row, styles.head)} role="row">
      <span role="columnheader">{t('jobs.columns.subject')}</span>
      <span role="columnheader">{t('jobs.columns.state')}</span>
      <span role="columnheader">{t('jobs.columns.progress')}</span>
      <span role="columnheader" className={cx(styles.optional, styles.number)}>{t('jobs.columns.attempts')}</span>
      <span role="columnheader" className={cx(styles.optional, styles.number)}>{t('jobs.columns.started')}</span>
      <span role="columnheader" className={cx(styles.optional, styles.number)}>{t('jobs.columns.took')}</span>
      <span role="columnheader">
        <HiddenText>{t('common.more')}</HiddenText>
      </span>
    </div>
  );
}

function Queues() {
  const { t } = useWords();
  const queues = useHealth(({ health }) => health?.queues);
  if (!queues) return null;
  const sum = (of: 'queued' | 'running' | 'waiting'): number => queues.reduce((all, queue) => all + queue[of], 0);
  return (
    <span className={styles.queues}>
      {[t('jobs.queues.running', { count: sum('running') }), t('jobs.queues.queued', { count: sum('queued') }), t('jobs.queues.waiting', { count: sum('waiting') })].join(' · ')}
    </span>
  );
}
