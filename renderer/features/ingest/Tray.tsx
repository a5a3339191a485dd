import { ChevronDown, CircleAlert, CircleCheck, LoaderCircle, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { useJobs, useLibrary } from '../../state/index.ts';
import { IconButton } from '../../ui/index.ts';
import { BatchCard } from './BatchCard.tsx';
import { type TrayBatch, trayBatches } from './batches.ts';
import { closeBatch, foldTray, useIngest } from './state.ts';
import styles from './Tray.module.css';

/** A batch without trouble stands this long after its end, then folds itself away. */
const GOOD_NEWS_MS = 6000;

export function Tray() {
  const { t } = useWords();
  const batches = useBatches();
  const folded = useIngest((state) => state.folded);
  if (batches.length === 0) return null;
  if (folded) return <FoldedTray batches={batches} />;
  const close = (): void => {
    for (const batch of batches) if (!batch.active) closeBatch(batch.id);
  };
  const active = batches.some((batch) => batch.active);
  return (
    <aside className={styles.tray} aria-label={t('ingest.tray.label')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('ingest.tray.label')}</h2>
        <IconButton icon={ChevronDown} size="small" label={t('ingest.tray.fold')} side="top" onClick={() => foldTray(true)} />
        {!active && <IconButton icon={X} size="small" label={t('ingest.tray.close')} side="top" onClick={close} />}
      </header>
      <div className={styles.list}>
        {batches.map((batch) => (
          <BatchCard key={batch.id} batch={batch} />
        ))}
      </div>
    </aside>
  );
}

function useBatches(): TrayBatch[] {
  const library = useLibrary();
  const handings = useIngest((state) => state.handings);
  const closed = useIngest((state) => state.closed);
  const cancelled = useIngest((state) => state.cancelled);
  const jobs = useJobs((state) => state.byId);
  const [now, setNow] = useState(() => Date.now());
  const batches = useMemo(
    () => trayBatches({ batches: library.batches, rejected: library.rejected, handings, closed, cancelled, jobs: jobs.values(), now }),
    [library.batches, library.rejected, handings, closed, cancelled, jobs, now],
  );
  const active = batches.some((batch) => batch.active);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [active]);
  useFoldingOfGoodNews(batches);
  return batches;
}

function useFoldingOfGoodNews(batches: readonly TrayBatch[]): void {
  const good = batches
    .filter((batch) => !batch.active && batch.failures.length === 0)
    .map((batch) => batch.id)
    .join(' ');
  useEffect(() => {
    if (good === '') return undefined;
    const timer = setTimeout(() => {
      for (const id of good.split(' ')) closeBatch(id);
    }, GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [good]);
}

function FoldedTray({ batches }: { batches: readonly TrayBatch[] }) {
  const { t, format } = useWords();
  const total = batches.reduce((sum, batch) => sum + batch.total, 0);
  const done = batches.reduce((sum, batch) => sum + batch.done, 0);
  const failed = batches.reduce((sum, batch) => sum + batch.failed, 0);
  const active = batches.some((batch) => batch.active);
  return (
    <button type="button" className={`${styles.tray} ${styles.folded}`} aria-expanded={false} onClick={() => foldTray(false)}>
      {active ? <LoaderCircle size={15} aria-hidden /> : failed > 0 ? <CircleAlert className={styles.bad} size={15} aria-hidden /> : <CircleCheck className={styles.good} size={15} aria-hidden />}
      <span className={styles.grow}>{active ? t('ingest.tray.done', { done: format.number(done), count: total }) : failed > 0 ? t('ingest.tray.failed', { count: failed }) : t('ingest.tray.finished', { count: total })}</span>
    </button>
  );
}
