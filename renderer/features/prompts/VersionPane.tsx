import { useState } from 'react';
import type { Prompt, PromptVersion } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { Badge, Confirm, Tabs } from '../../ui/index.ts';
import { Actions } from './Actions.tsx';
import { Changes } from './Changes.tsx';
import { Editor } from './Editor.tsx';
import { promptName, TONES } from './names.ts';
import { Preview } from './Preview.tsx';
import styles from './Prompts.module.css';
import { useDraft } from './useDraft.ts';

export interface VersionPaneProps {
  prompt: Prompt;
  version: PromptVersion;
  versions: readonly PromptVersion[];
}

/** One version: what its state means, what can be done with it, its text, its changes, what becomes of it. */
export function VersionPane({ prompt, version, versions }: VersionPaneProps) {
  const { t, format } = useWords();
  const draft = useDraft(version);
  const [tab, setTab] = useState<'text' | 'changes' | 'preview'>('text');
  const language = t(`prompts.inLanguage.${prompt.language}`);
  const number = /\d+$/u.exec(version.basedOn ?? '')?.[0];
  const dates = [
    number !== undefined && t('prompts.basedOn', { number }),
    t('prompts.created', { time: format.dateTime(version.createdAt) }),
    version.activatedAt !== null && t('prompts.activated', { time: format.dateTime(version.activatedAt) }),
  ].filter((part) => part !== false);
  return (
    <article className={styles.article} aria-label={`${promptName(t, prompt)}, ${t('prompts.version', { number: version.number })}`} data-testid="prompt-version">
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{t('prompts.version', { number: version.number })}</h2>
          <Badge tone={TONES[version.state]}>{t(`prompts.states.${version.state}`)}</Badge>
          {version.origin === 'built-in' && <Badge>{t('prompts.builtIn')}</Badge>}
          <span className={styles.small} role="status">
            {draft.dirty ? t('prompts.unsaved') : ''}
          </span>
        </div>
        <Actions prompt={prompt} version={version} draft={draft} />
        <p className={styles.meaning}>{t(`prompts.meaning.${version.state}`, { language })}</p>
        <p className={styles.small}>{dates.join(' · ')}</p>
      </header>
      <Tabs
        className={styles.tabs}
        label={t('prompts.tabs.label')}
        value={tab}
        onChange={setTab}
        tabs={[
          { name: 'text', label: t('prompts.tabs.text'), content: <Editor prompt={prompt} version={version} draft={draft} /> },
          { name: 'changes', label: t('prompts.tabs.changes'), content: <Changes prompt={prompt} version={version} versions={versions} parts={draft.parts} /> },
          { name: 'preview', label: t('prompts.tabs.preview'), content: tab === 'preview' && <Preview prompt={prompt} parts={draft.parts} /> },
        ]}
      />
      <Confirm open={draft.leaving !== null} title={t('prompts.confirm.leaveTitle')} action={t('prompts.confirm.leave')} danger onConfirm={() => draft.leaving?.()} onClose={draft.stay}>
        <p>{t('prompts.confirm.leaveText', { number: version.number })}</p>
      </Confirm>
    </article>
  );
}
