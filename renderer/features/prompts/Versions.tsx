import { useWords } from '../../i18n/index.ts';
import { go } from '../../state/index.ts';
import { Badge } from '../../ui/index.ts';
import { promptName, TONES } from './names.ts';
import styles from './Prompts.module.css';
import type { KnownPrompt } from './usePrompts.ts';

/** The versions of one prompt, newest first. */
export function Versions({ known: { prompt, versions }, currentId }: { known: KnownPrompt; currentId: string | null }) {
  const { t, format } = useWords();
  const name = promptName(t, prompt);
  return (
    <section aria-label={name}>
      <h2 className={styles.heading}>{name}</h2>
      <ul className={styles.versions}>
        {versions.map((version) => (
          <li key={version.id}>
            <button type="button" className={styles.version} aria-current={version.id === currentId ? 'true' : undefined} onClick={() => go({ screen: 'prompts', versionId: version.id })}>
              <span className={styles.line}>
                <strong>{t('prompts.version', { number: version.number })}</strong>
                <Badge tone={TONES[version.state]}>{t(`prompts.states.${version.state}`)}</Badge>
              </span>
              <span className={styles.small}>
                {version.origin === 'built-in' ? t('prompts.builtIn') : version.note === '' ? t('prompts.noNote') : version.note}
              </span>
              <span className={styles.small}>{format.dateTime(version.updatedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
