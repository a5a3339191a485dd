import type { Document } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { problemWords } from '../../i18n/problem.ts';
import { stageWords } from '../../i18n/stage.ts';
import { useJobs } from '../../state/index.ts';
import { Dot, ProgressBar, type Tone } from '../../ui/index.ts';
import styles from './Outcome.module.css';

const TONE: Record<Document['state'], Tone> = { waiting: 'idle', processing: 'idle', ready: 'good', partial: 'warning', failed: 'danger', cancelled: 'idle' };

/** How reading a document went, or how far it is. */
export function Outcome({ document }: { document: Document }) {
  const { t, format } = useWords();
  const job = useJobs(({ byId }) => (document.jobId === null ? undefined : byId.get(document.jobId)));
  if (job?.state === 'running') {
    return (
      <span className={styles.working}>
        <span className={styles.words}>{stageWords(t, format, job.progress) ?? t('documents.states.processing')}</span>
        <ProgressBar fraction={job.progress.fraction} label={document.name} />
      </span>
    );
  }
  const { ocr, failed } = document.outcomes;
  const words = [
    t(`documents.states.${document.state}`),
    ...(ocr > 0 ? [t('documents.ocrPages', { count: ocr })] : []),
    ...(failed > 0 ? [t('documents.failedPages', { count: failed })] : []),
  ].join(', ');
  const title = document.error ? problemWords(t, document.error).what : words;
  return (
    <span className={styles.outcome} title={title}>
      <Dot tone={TONE[document.state]} />
      <span className={styles.words}>{words}</span>
    </span>
  );
}
