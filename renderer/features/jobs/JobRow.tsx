import { CircleStop, FileText, RotateCcw } from 'lucide-react';
import type { Job } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { problemWords } from '../../i18n/problem.ts';
import { stageWords } from '../../i18n/stage.ts';
import { attempt, go, isFinal } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { cx, Dot, IconButton, ProgressBar, type Tone } from '../../ui/index.ts';
import styles from './Jobs.module.css';

const TONE: Record<Job['state'], Tone> = { queued: 'idle', running: 'warning', waiting: 'idle', completed: 'good', failed: 'danger', cancelled: 'idle' };

/** The word for each type of job; one that has none is just a job. */
const KINDS = {
  ingest: 'ingest',
  'list-files': 'list',
  'copy-file': 'copy',
  'scan-folder': 'scan',
  'forget-document': 'forget',
  'model-download': 'download',
  'model-import': 'import',
} as const;

const isKnown = (type: string): type is keyof typeof KINDS => Object.hasOwn(KINDS, type);
const kindOf = (type: string): (typeof KINDS)[keyof typeof KINDS] | 'other' => (isKnown(type) ? KINDS[type] : 'other');

export function JobRow({ job }: { job: Job }) {
  const { t, format } = useWords();
  const stopping = job.cancelRequested && !isFinal(job);
  const state = stopping ? t('jobs.cancelling') : t(`jobs.states.${job.state}`);
  return (
    <>
      <div className={cx(styles.row, styles.line)} role="row">
        <span role="cell" className={styles.subject}>
          <span className={styles.name} title={job.subject}>
            {job.subject}
          </span>
          <span className={styles.kind}>{t(`jobs.kinds.${kindOf(job.type)}`)}</span>
        </span>
        <span role="cell" className={styles.state}>
          <Dot tone={TONE[job.state]} />
          {state}
        </span>
        <span role="cell">
          <Progress job={job} />
        </span>
        <span role="cell" className={cx(styles.optional, styles.number, styles.muted)}>
          {job.attempt > 0 && t('jobs.attempt', { attempt: job.attempt, max: job.maxAttempts })}
        </span>
        <span role="cell" className={cx(styles.optional, styles.number, styles.muted)} title={format.dateTime(job.startedAt ?? job.createdAt)}>
          {job.startedAt !== null && format.time(job.startedAt)}
        </span>
        <span role="cell" className={cx(styles.optional, styles.number, styles.muted)}>
          {job.startedAt !== null && job.finishedAt !== null && format.duration((Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000)}
        </span>
        <span role="cell" className={styles.actions}>
          <Actions job={job} />
        </span>
      </div>
      {job.errors.length > 0 && job.state !== 'completed' && <Errors job={job} />}
    </>
  );
}

function Progress({ job }: { job: Job }) {
  const { t, format } = useWords();
  if (job.state === 'waiting') return <span className={styles.muted}>{t('jobs.runsAt', { time: format.time(job.runAt) })}</span>;
  if (job.state !== 'running') return null;
  return (
    <span className={styles.progress}>
      <span className={styles.stage}>
        <span className={styles.clip}>{stageWords(t, format, job.progress)}</span>
        <span>{format.percent(job.progress.fraction)}</span>
      </span>
      <ProgressBar fraction={job.progress.fraction} label={job.subject} />
    </span>
  );
}

function Actions({ job }: { job: Job }) {
  const { t } = useWords();
  const { documentId } = job;
  return (
    <>
      {documentId !== null && <IconButton light icon={FileText} size="small" label={t('jobs.openDocument')} onClick={() => go({ screen: 'document', documentId })} />}
      {!isFinal(job) && !job.cancelRequested && <IconButton light icon={CircleStop} size="small" label={t('common.cancelJob')} onClick={() => attempt(() => client.jobs.cancel({ id: job.id }))} />}
      {(job.state === 'failed' || job.state === 'cancelled') && <IconButton light icon={RotateCcw} size="small" label={t('common.retry')} onClick={() => attempt(() => client.jobs.retry({ id: job.id }))} />}
    </>
  );
}

function Errors({ job }: { job: Job }) {
  const { t } = useWords();
  return (
    <div role="row">
      <div role="cell">
        <ul className={styles.errors} aria-label={t('jobs.errors')}>
          {job.errors.slice(-3).map((error) => (
            <Attempt key={`${error.attempt} ${error.at}`} error={error} subject={job.subject} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Attempt({ error, subject }: { error: Job['errors'][number]; subject: string }) {
  const { t, format } = useWords();
  const words = problemWords(t, error, subject);
  return (
    <li className={styles.error}>
      <span className={styles.muted}>{format.time(error.at)}</span>
      <span>
        {words.what} {words.todo} <span className={styles.muted}>({words.code})</span>
      </span>
    </li>
  );
}
