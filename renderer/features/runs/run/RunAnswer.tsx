import { useMemo } from 'react';
import type { RunDetail } from '../../../../electron/contract/index.ts';
import { AnswerText, CitedSources, Partial, Sources } from '../../../answer/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { searchWords } from '../../../text/index.ts';
import { ErrorCard } from '../../../ui/index.ts';
import styles from '../Runs.module.css';
import type { OpenRun } from './useRun.ts';

/** The answer as it was given, with its marks and sources; what a failed model had written stands below. */
export function RunAnswer({ open: { text, answer, stream }, run }: { open: OpenRun; run: RunDetail }) {
  const { t } = useWords();
  const words = useMemo(() => searchWords(run.question), [run.question]);
  const cited = useMemo(() => ({ answer, text, words }), [answer, text, words]);
  return (
    <div className={styles.tab} data-testid="run-answer">
      <CitedSources value={cited}>
        {run.status === 'failed' && run.problem && <ErrorCard problem={run.problem} />}
        {text === '' ? <p className={styles.muted}>{t('runs.noText')}</p> : <AnswerText text={text} answer={answer} />}
        {answer !== null && <Sources answer={answer} words={words} writing={stream !== null} />}
        <Partial problem={run.problem} answer={answer} />
      </CitedSources>
    </div>
  );
}
