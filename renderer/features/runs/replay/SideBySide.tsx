import { CircleStop, RotateCcw } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { RunDetail } from '../../../../electron/contract/index.ts';
import { AnswerText, CitedDifferences, CitedSources } from '../../../answer/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { attempt, go } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { type Change, diffWords, searchWords } from '../../../text/index.ts';
import { Button, Dot, ErrorCard, Screen, Select, Switch } from '../../../ui/index.ts';
import { type OpenRun, useRun } from '../run/useRun.ts';
import styles from '../Runs.module.css';
import { promptVersionName, toneOfRun } from '../words.ts';
import { FigureTable } from './FigureTable.tsx';
import { ReplayDialog } from './ReplayDialog.tsx';

interface SideBySideProps {
  original: OpenRun;
  run: RunDetail;
  otherId: string;
  back: ReactNode;
}

/** A run and its replay: both texts with their citations, what differs marked, the figures beside each other. */
export function SideBySide({ original, run, otherId, back }: SideBySideProps) {
  const { t, format } = useWords();
  const replay = useRun(otherId);
  const [marked, setMarked] = useState(true);
  const [replaying, setReplaying] = useState(false);
  const running = replay.run?.status === 'running';
  const changes = useMemo(() => (marked && !running && original.text !== '' && replay.text !== '' ? diffWords(original.text, replay.text) : null), [marked, running, original.text, replay.text]);
  const same = changes !== null && changes.every(({ kind }) => kind === 'same');
  const actions = (
    <>
      {running && (
        <Button icon={CircleStop} onClick={() => attempt(() => client.runs.stop({ id: otherId }))}>
          {t('runs.replay.stop')}
        </Button>
      )}
      <Button icon={RotateCcw} onClick={() => setReplaying(true)}>
        {t('runs.compare.again')}
      </Button>
    </>
  );
  return (
    <Screen title={t('runs.compare.title')} before={back} actions={actions}>
      <div className={styles.page} data-testid="side-by-side">
        <h2 className={styles.asked}>{run.question}</h2>
        <div className={styles.compareTools}>
          {run.replays.length > 1 && (
            <Select
              quiet
              label={t('runs.compare.with')}
              value={otherId}
              options={run.replays.map((one) => ({ value: one.id, label: [one.model ?? t('runs.replay.none'), one.promptVersion && promptVersionName(t, one.promptVersion), format.time(one.startedAt)].filter(Boolean).join(' · ') }))}
              onChange={(id) => go({ screen: 'run', runId: run.id, otherId: id })}
            />
          )}
          <span className={styles.switch}>
            <Switch label={t('runs.compare.marks')} checked={marked} onChange={setMarked} />
            <span aria-hidden>{t('runs.compare.marks')}</span>
          </span>
          <span role="status" className={styles.muted}>
            {running ? t('runs.replay.running') : same ? t('runs.compare.same') : ''}
          </span>
        </div>
        {replay.problem && <ErrorCard problem={replay.problem} />}
        <div className={styles.sides}>
          <Side title={t('runs.compare.original')} open={original} changes={changes} side="removed" only={t('runs.compare.only.before')} />
          <Side title={t('runs.compare.replay')} open={replay} changes={changes} side="added" only={t('runs.compare.only.after')} />
        </div>
        {replay.run && <FigureTable a={run} b={replay.run} />}
      </div>
      {replaying && <ReplayDialog run={run} onClose={() => setReplaying(false)} />}
    </Screen>
  );
}

interface SideProps {
  title: string;
  open: OpenRun;
  changes: readonly Change[] | null;
  side: 'removed' | 'added';
  only: string;
}

function Side({ title, open: { run, text, answer, stream }, changes, side, only }: SideProps) {
  const { t } = useWords();
  const words = useMemo(() => searchWords(run?.question ?? ''), [run?.question]);
  const cited = useMemo(() => ({ answer, text, words }), [answer, text, words]);
  if (!run) return <section className={styles.side} aria-label={title} aria-busy />;
  return (
    <section className={styles.side} aria-label={title} aria-busy={stream !== null}>
      <header>
        <h3>{title}</h3>
        <button type="button" className={styles.sideName} onClick={() => go({ screen: 'run', runId: run.id, otherId: null })}>
          <Dot tone={toneOfRun(run)} />
          {[run.model ?? t('runs.replay.none'), run.promptVersion && promptVersionName(t, run.promptVersion)].filter(Boolean).join(' · ')}
        </button>
      </header>
      <CitedSources value={cited}>
        {text === '' && <p className={styles.muted}>{stream ? t(`chat.stage.${stream.stage ?? 'pending'}`) : t('runs.noText')}</p>}
        {text !== '' && (changes === null ? <AnswerText text={text} answer={answer} /> : <CitedDifferences text={text} answer={answer} changes={changes} side={side} only={only} />)}
      </CitedSources>
      {run.status === 'failed' && run.problem && <ErrorCard problem={run.problem} />}
    </section>
  );
}
