import { useState } from 'react';
import type { Prompt, PromptParts, PromptVersion } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { diffLines, diffWords } from '../../text/index.ts';
import { Differences, Select } from '../../ui/index.ts';
import { partWords } from './names.ts';
import styles from './Prompts.module.css';

interface ChangesProps {
  prompt: Prompt;
  version: PromptVersion;
  versions: readonly PromptVersion[];
  /** As they are now, saved or not. */
  parts: PromptParts;
}

/** What this version has that another has not, and the other way about. */
export function Changes({ prompt, version, versions, parts }: ChangesProps) {
  const { t } = useWords();
  const others = versions.filter(({ id }) => id !== version.id);
  const [wanted, setWanted] = useState(version.basedOn ?? '');
  const [by, setBy] = useState<'words' | 'lines'>('words');
  const other = others.find(({ id }) => id === wanted) ?? others.find(({ number }) => number < version.number) ?? others[0];
  const diff = by === 'words' ? diffWords : diffLines;
  const changes = other ? prompt.parts.map(({ name }) => ({ name, changes: diff(other.parts[name] ?? '', parts[name] ?? '') })) : [];
  if (!other) return <p className={styles.none}>{t('prompts.changes.alone')}</p>;
  const changed = changes.filter((part) => part.changes.some(({ kind }) => kind !== 'same'));
  return (
    <div className={styles.editor}>
      <div className={styles.tools}>
        <span>{t('prompts.changes.against')}</span>
        <Select
          quiet
          label={t('prompts.changes.against')}
          value={other.id}
          options={others.map(({ id, number, state }) => ({ value: id, label: `${t('prompts.version', { number })}, ${t(`prompts.states.${state}`)}` }))}
          onChange={setWanted}
        />
        <span>{t('prompts.changes.by')}</span>
        <Select
          quiet
          label={t('prompts.changes.by')}
          value={by}
          options={[
            { value: 'words', label: t('prompts.changes.words') },
            { value: 'lines', label: t('prompts.changes.lines') },
          ]}
          onChange={setBy}
        />
      </div>
      {changed.length === 0 && <p className={styles.none}>{t('prompts.changes.none')}</p>}
      {changed.map(({ name, changes: found }) => (
        <section key={name} className={styles.field}>
          <h3>{partWords(t, name).name}</h3>
          <Differences changes={found} words={{ removed: t('prompts.changes.removed'), added: t('prompts.changes.added') }} />
        </section>
      ))}
      {changed.length > 0 && changed.length < changes.length && (
        <p className={styles.small}>
          {t('prompts.changes.same')}: {changes.filter((part) => !changed.includes(part)).map(({ name }) => partWords(t, name).name).join(', ')}
        </p>
      )}
    </div>
  );
}
