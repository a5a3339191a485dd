import type { RunDetail } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { go } from '../../../state/index.ts';
import { Dot } from '../../../ui/index.ts';
import styles from '../Runs.module.css';
import { outcome, promptVersionName, span, toneOfRun } from '../words.ts';

/** The replays of a run, newest first; each opens beside it. */
export function Replays({ run }: { run: RunDetail }) {
  const { t, format } = useWords();
  if (run.replays.length === 0) return <p className={styles.tab}>{t('runs.noReplays')}</p>;
  return (
    <ul className={styles.replays}>
      {run.replays.map((replay) => (
        <li key={replay.id}>
          <button type="button" className={styles.replay} onClick={() => go({ screen: 'run', runId: run.id, otherId: replay.id })}>
            <Dot tone={toneOfRun(replay)} />
            <span className={styles.grow}>
              <strong>{replay.model ?? t('runs.replay.none')}</strong>
              <span className={styles.muted}>{[replay.promptVersion && promptVersionName(t, replay.promptVersion), outcome(t, replay)].filter(Boolean).join(' · ')}</span>
            </span>
            <span className={styles.muted}>{replay.totalMs === null ? '' : span(t, format, replay.totalMs)}</span>
            <span className={styles.muted}>{format.dateTime(replay.startedAt)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
