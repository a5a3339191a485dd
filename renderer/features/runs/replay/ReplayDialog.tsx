import { useState } from 'react';
import type { RunDetail } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { attempt, generatorName, go, useGenerators, useSettings } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Button, Dialog, Select, Switch } from '../../../ui/index.ts';
import styles from '../Runs.module.css';
import { promptVersionName } from '../words.ts';
import { useVersions } from './useVersions.ts';

const CURRENT = 'current';
const NONE = 'none';
const SAME = 'same';

/** With which model and prompt the question is answered anew. */
export function ReplayDialog({ run, onClose }: { run: RunDetail; onClose(): void }) {
  const { t } = useWords();
  const generators = useGenerators();
  const known = useVersions(run);
  const looking = generators === null || known === null;
  const current = useSettings(({ settings }) => settings?.generator ?? null);
  const currentName = current && generatorName(current);
  const [model, setModel] = useState<string | null>(null);
  const [version, setVersion] = useState(SAME);
  const mustSearch = run.obstacle !== null;
  const [again, setAgain] = useState(mustSearch);

  const models = [
    ...(currentName === null ? [] : [{ value: CURRENT, label: t('runs.replay.current', { name: currentName }) }]),
    ...(generators ?? []).map(({ key, name }) => ({ value: key, label: name })),
    { value: NONE, label: t('runs.replay.none') },
  ];
  const picked = model ?? models[0]?.value ?? NONE;
  const other = generators?.find(({ key }) => key === picked);
  const versions = known ?? [];
  const active = versions.find(({ state }) => state === 'active');
  const prompts = [
    { value: SAME, label: run.promptVersion === null ? t('runs.replay.activePrompt', { version: active ? promptVersionName(t, active.id) : '' }) : t('runs.replay.samePrompt', { version: promptVersionName(t, run.promptVersion) }) },
    ...versions
      .filter(({ id }) => id !== (run.promptVersion ?? active?.id))
      .map(({ id, number, state }) => ({ value: id, label: t('runs.replay.promptOption', { number, state: t(`prompts.states.${state}`) }) })),
  ];
  const start = async (): Promise<void> => {
    const replay = await client.runs.replay({
      id: run.id,
      generator: picked === CURRENT ? null : (other?.choice ?? { kind: 'none' }),
      promptVersion: version === SAME ? null : version,
      searchAgain: again,
    });
    onClose();
    go({ screen: 'run', runId: run.id, otherId: replay.id });
  };
  const remote = other?.remote ?? null;
  return (
    <Dialog
      open
      title={t('runs.replay.title')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.dismiss')}</Button>
          <Button look="primary" disabled={looking} onClick={() => attempt(start)}>
            {t('runs.replay.start')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog} aria-busy={looking}>
        <p>{t('runs.replay.text')}</p>
        <div className={styles.choice}>
          <span>{t('runs.replay.model')}</span>
          <Select label={t('runs.replay.model')} value={picked} options={models} disabled={looking} onChange={setModel} />
        </div>
        {remote !== null && <p className={styles.warning}>{t('runs.replay.remote', { server: remote })}</p>}
        {picked !== NONE && (
          <div className={styles.choice}>
            <span>{t('runs.replay.prompt')}</span>
            <Select label={t('runs.replay.prompt')} value={version} options={prompts} disabled={looking} onChange={setVersion} />
          </div>
        )}
        <div className={styles.choice}>
          <span>
            {t('runs.replay.searchAgain')}
            <small>{mustSearch ? t('runs.replay.mustSearch') : t('runs.replay.searchAgainNote')}</small>
          </span>
          <Switch label={t('runs.replay.searchAgain')} checked={again} disabled={mustSearch} onChange={setAgain} />
        </div>
      </div>
    </Dialog>
  );
}
