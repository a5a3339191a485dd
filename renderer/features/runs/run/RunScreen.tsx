import { ArrowLeft } from 'lucide-react';
import { useWords } from '../../../i18n/index.ts';
import { go } from '../../../state/index.ts';
import { ErrorCard, IconButton, Screen } from '../../../ui/index.ts';
import { SideBySide } from '../replay/SideBySide.tsx';
import styles from '../Runs.module.css';
import { RunPage } from './RunPage.tsx';
import { useRun } from './useRun.ts';

/** One run, or with `otherId` the run and a replay of it beside each other. */
export function RunScreen({ runId, otherId }: { runId: string; otherId: string | null }) {
  const { t, format } = useWords();
  const open = useRun(runId);
  const back = <IconButton icon={ArrowLeft} label={otherId === null ? t('runs.back') : t('common.back')} onClick={() => go(otherId === null ? { screen: 'runs' } : { screen: 'run', runId, otherId: null })} />;
  if (open.run === null || open.problem !== null) {
    return (
      <Screen title={t('runs.title')} before={back}>
        {open.problem && (
          <div className={styles.padded}>
            <ErrorCard problem={open.problem} />
          </div>
        )}
      </Screen>
    );
  }
  if (otherId !== null) return <SideBySide key={otherId} original={open} run={open.run} otherId={otherId} back={back} />;
  return <RunPage open={open} run={open.run} back={back} title={t('runs.run', { time: format.dateTime(open.run.startedAt) })} />;
}
