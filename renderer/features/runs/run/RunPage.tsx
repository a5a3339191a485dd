import { Columns2, MessageSquare, RotateCcw, ScrollText, Trash2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { RunDetail } from '../../../../electron/contract/index.ts';
import { Facts, Inspected, Sent, TimingFacts, TraceView } from '../../../answer/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { attempt, go, note } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Button, Confirm, IconButton, Screen, Tabs } from '../../../ui/index.ts';
import { figuresOf } from '../figures.ts';
import { ReplayDialog } from '../replay/ReplayDialog.tsx';
import styles from '../Runs.module.css';
import { Replays } from './Replays.tsx';
import { RunAnswer } from './RunAnswer.tsx';
import type { OpenRun } from './useRun.ts';

interface RunPageProps {
  open: OpenRun;
  run: RunDetail;
  back: ReactNode;
  title: string;
}

export function RunPage({ open, run, back, title }: RunPageProps) {
  const { t } = useWords();
  const [tab, setTab] = useState<'answer' | 'search' | 'prompt' | 'replays'>('answer');
  const [replaying, setReplaying] = useState(false);
  return (
    <Screen title={title} before={back} actions={<Actions run={run} onReplay={() => setReplaying(true)} />}>
      <div className={styles.page}>
        <h2 className={styles.asked}>{run.question}</h2>
        <RunFacts run={run} />
        <Tabs
          className={styles.tabs}
          label={t('runs.tabs.label')}
          value={tab}
          onChange={setTab}
          tabs={[
            { name: 'answer', label: t('runs.tabs.answer'), content: <RunAnswer open={open} run={run} /> },
            { name: 'search', label: t('runs.tabs.search'), content: <SearchTab run={run} /> },
            { name: 'prompt', label: t('runs.tabs.prompt'), content: <div className={styles.tab}>{run.sent ? <Sent messages={run.sent.messages} /> : <p className={styles.muted}>{t('runs.notSent')}</p>}</div> },
            { name: 'replays', label: t('runs.tabs.replays', { count: run.replays.length }), content: <Replays run={run} /> },
          ]}
        />
      </div>
      {replaying && <ReplayDialog run={run} onClose={() => setReplaying(false)} />}
    </Screen>
  );
}

function Actions({ run, onReplay }: { run: RunDetail; onReplay(): void }) {
  const { t } = useWords();
  const [removing, setRemoving] = useState(false);
  const { conversationId, replayOf } = run;
  const remove = async (): Promise<void> => {
    await client.runs.remove({ ids: [run.id] });
    note(t('runs.removed', { count: 1 }));
    go({ screen: 'runs' });
  };
  return (
    <>
      {replayOf !== null && (
        <Button icon={Columns2} onClick={() => go({ screen: 'run', runId: replayOf, otherId: run.id })}>
          {t('runs.compare.open')}
        </Button>
      )}
      <Button look="primary" icon={RotateCcw} disabled={run.status === 'running'} onClick={onReplay}>
        {t('runs.replay.action')}
      </Button>
      {conversationId !== null && <IconButton icon={MessageSquare} label={t('runs.openConversation')} onClick={() => go({ screen: 'chat', conversationId })} />}
      {run.promptVersion !== null && <IconButton icon={ScrollText} label={t('runs.openPrompt')} onClick={() => go({ screen: 'prompts', versionId: run.promptVersion })} />}
      <IconButton icon={Trash2} label={t('runs.remove')} disabled={run.status === 'running'} onClick={() => setRemoving(true)} />
      <Confirm open={removing} title={t('runs.clearTitle')} action={t('common.delete')} danger onConfirm={() => attempt(remove)} onClose={() => setRemoving(false)}>
        <p>{t('runs.removeText')}</p>
      </Confirm>
    </>
  );
}

function RunFacts({ run }: { run: RunDetail }) {
  const { t, format } = useWords();
  const facts = useMemo(() => {
    const known = figuresOf(t, format, run).flatMap(({ name, shown }): [string, string][] => (shown === null ? [] : [[name, shown]]));
    if (run.language !== null) known.push([t('runs.facts.language'), t(`common.languages.${run.language}`)]);
    if (typeof run.rewrite?.text === 'string') known.push([t('runs.facts.rewritten'), run.rewrite.text]);
    if (run.kind === 'replay') known.push([t('runs.facts.searched'), run.settings.searchedAgain ? t('runs.facts.again') : t('runs.facts.stored')]);
    if (run.model !== null && run.settings.temperature !== null) known.push([t('runs.facts.temperature'), format.number(run.settings.temperature)]);
    if (run.leftMachine) known.push([t('runs.facts.leftLabel'), t('runs.facts.leftMachine')]);
    return known;
  }, [t, format, run]);
  return (
    <section className={styles.facts} aria-label={t('runs.figures')}>
      <Facts facts={facts} />
    </section>
  );
}

function SearchTab({ run }: { run: RunDetail }) {
  const { t } = useWords();
  return (
    <div className={styles.tab}>
      <Inspected>
        {run.trace ? <TraceView trace={run.trace} /> : <p className={styles.muted}>{t('runs.noTrace')}</p>}
        {run.answer && <TimingFacts timings={{ ...run.trace?.timings, ...run.answer.timings }} />}
      </Inspected>
    </div>
  );
}
