import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { stageWords } from '../../i18n/stage.ts';
import { attempt, go } from '../../state/index.ts';
import { client, opensWithPassword } from '../../transport/index.ts';
import { Button, ErrorCard, PasswordDialog, ProgressBar } from '../../ui/index.ts';
import type { Failure, TrayBatch } from './batches.ts';
import { cancelBatch } from './handOver.ts';
import styles from './Tray.module.css';

/** More failures than these are read in Jobs. */
const SHOWN_FAILURES = 20;

/** One drop: how far it is, what is being done, what failed and the way on. */
export function BatchCard({ batch }: { batch: TrayBatch }) {
  const { t, format } = useWords();
  const { current } = batch;
  const rest = batch.failed - SHOWN_FAILURES;
  const stage = current ? stageWords(t, format, current.progress) : null;
  return (
    <section className={styles.batch}>
      <div className={styles.row}>
        <span className={styles.grow} aria-live="polite">
          {summary(batch, t, format.number)}
        </span>
        {batch.active && (
          <>
            <Button size="small" look="quiet" onClick={() => go({ screen: 'jobs' })}>
              {t('common.details')}
            </Button>
            <Button size="small" onClick={() => cancelBatch(batch.id)}>
              {t('common.cancelJob')}
            </Button>
          </>
        )}
      </div>
      {batch.active && <ProgressBar fraction={batch.fraction} label={t('ingest.tray.label')} />}
      {batch.active && (
        <div className={styles.small}>
          <span className={styles.name}>{current?.subject ?? (batch.listing ? t('ingest.tray.listing') : '')}</span>
          <span className={styles.stage}>{[stage, batch.secondsLeft === null ? null : t('ingest.tray.left', { time: format.duration(batch.secondsLeft) })].filter(Boolean).join(' · ')}</span>
        </div>
      )}
      {batch.duplicates > 0 && <p className={styles.small}>{t('ingest.tray.duplicates', { count: batch.duplicates })}</p>}
      {batch.failures.length > 0 && (
        <ul className={styles.failures}>
          {batch.failures.slice(0, SHOWN_FAILURES).map((failure) => (
            <li key={failure.key}>
              <FailureCard failure={failure} />
            </li>
          ))}
          {rest > 0 && <li className={styles.small}>{t('ingest.tray.moreFailures', { count: rest })}</li>}
        </ul>
      )}
    </section>
  );
}

function summary(batch: TrayBatch, t: ReturnType<typeof useWords>['t'], number: (value: number) => string): string {
  if (batch.active) return batch.total === 0 ? t('ingest.tray.listing') : t('ingest.tray.done', { done: number(batch.done), count: batch.total });
  if (batch.cancelled) return [t('ingest.tray.cancelled'), batch.done > 0 ? t('ingest.tray.finished', { count: batch.done }) : null].filter(Boolean).join(', ');
  const good = batch.total - batch.failed;
  return [good > 0 ? t('ingest.tray.finished', { count: good }) : null, batch.failed > 0 ? t('ingest.tray.failed', { count: batch.failed }) : null].filter(Boolean).join(', ');
}

function FailureCard({ failure }: { failure: Failure }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { jobId, documentId, problem, name } = failure;
  const needsPassword = opensWithPassword(problem) && documentId !== null;
  const actions = (
    <>
      {needsPassword && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('ingest.password.enter')}
        </Button>
      )}
      {jobId !== null && !needsPassword && (
        <Button size="small" onClick={() => attempt(() => client.jobs.retry({ id: jobId }))}>
          {t('common.retry')}
        </Button>
      )}
      {documentId !== null && (
        <Button size="small" onClick={() => attempt(() => client.documents.remove({ ids: [documentId] }))}>
          {t('common.remove')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <ErrorCard problem={problem} file={name} {...(documentId !== null && { actions })} />
      {documentId !== null && (
        <PasswordDialog
          open={asking}
          name={name}
          onPassword={(password) => attempt(() => client.documents.retryPages({ id: documentId, pages: null, password }))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
