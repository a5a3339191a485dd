import type { CatalogueModel } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { ErrorCard, Screen } from '../../ui/index.ts';
import { CatalogueItem } from './CatalogueItem.tsx';
import { ImportSection } from './ImportSection.tsx';
import { InstalledItem } from './InstalledItem.tsx';
import styles from './Models.module.css';
import { useModels } from './useModels.ts';

const ROLES: readonly CatalogueModel['role'][] = ['generator', 'embedder', 'reranker'];

/** What is here, what fits this computer, and how to bring a file. */
export function ModelsScreen() {
  const { t } = useWords();
  const { models, problem } = useModels();
  return (
    <Screen title={t('models.title')}>
      <div className={styles.models}>
        <p className={styles.intro}>{t('models.intro')}</p>
        {problem && <ErrorCard problem={problem} />}
        {models && (
          <section className={styles.section} aria-label={t('models.installed')}>
            <h2 className={styles.heading}>{t('models.installed')}</h2>
            {models.installed.length === 0 ? (
              <p className={styles.note}>{t('models.nothingInstalled')}</p>
            ) : (
              <ul className={styles.card}>
                {models.installed.map((model) => (
                  <InstalledItem key={model.id} model={model} />
                ))}
              </ul>
            )}
          </section>
        )}
        <ImportSection />
        {models &&
          ROLES.map((role) => {
            const listed = models.catalogue.filter((model) => model.role === role && !model.installed);
            return (
              listed.length > 0 && (
                <section key={role} className={styles.section} aria-label={t(`models.roles.${role}`)}>
                  <h2 className={styles.heading}>{t(`models.roles.${role}`)}</h2>
                  <ul className={styles.card}>
                    {listed.map((model) => (
                      <CatalogueItem key={model.id} model={model} />
                    ))}
                  </ul>
                </section>
              )
            );
          })}
      </div>
    </Screen>
  );
}
