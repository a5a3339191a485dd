import { useMemo } from 'react';
import { useWords } from '../../i18n/index.ts';
import { ErrorCard, Screen } from '../../ui/index.ts';
import styles from './Prompts.module.css';
import { usePrompts } from './usePrompts.ts';
import { VersionPane } from './VersionPane.tsx';
import { Versions } from './Versions.tsx';

/** What models are told, in versions: the list on the left, one version on the right. */
export function PromptsScreen({ versionId }: { versionId: string | null }) {
  const { t, language } = useWords();
  const { prompts, problem } = usePrompts();
  const chosen = useMemo(() => {
    const all = prompts?.flatMap(({ prompt, versions }) => versions.map((version) => ({ prompt, versions, version }))) ?? [];
    // Without a choice: the active one in the language of the person.
    return all.find(({ version }) => version.id === versionId) ?? (versionId === null ? (all.find(({ prompt, version }) => prompt.language === language && version.state === 'active') ?? all[0]) : undefined);
  }, [prompts, versionId, language]);
  return (
    <Screen title={t('prompts.title')}>
      {problem && (
        <div className={styles.problem}>
          <ErrorCard problem={problem} />
        </div>
      )}
      {prompts && (
        <div className={styles.outer}>
          <div className={styles.screen}>
            <div className={styles.list}>
              <p className={styles.intro}>{t('prompts.intro')}</p>
              {prompts.map((known) => (
                <Versions key={known.prompt.id} known={known} currentId={chosen?.version.id ?? null} />
              ))}
            </div>
            <div className={styles.pane}>
              {chosen ? (
                <VersionPane key={chosen.version.id} prompt={chosen.prompt} version={chosen.version} versions={chosen.versions} />
              ) : (
                <div className={styles.problem}>
                  <ErrorCard problem={{ code: 'unknown-prompt', message: '', details: {} }} />
                </div>
              )}
            </div>
          </div>
        </div>
      )}
    </Screen>
  );
}
