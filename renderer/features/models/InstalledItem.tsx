import { useState } from 'react';
import type { InstalledModel } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { runtimeWords } from '../../i18n/runtime.ts';
import { attempt, note } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Badge, Button, Confirm } from '../../ui/index.ts';
import { FIT_TONE } from './CatalogueItem.tsx';
import styles from './Models.module.css';

/** A model on this computer: use it, or remove it. */
export function InstalledItem({ model }: { model: InstalledModel }) {
  const { t, format } = useWords();
  const [removing, setRemoving] = useState(false);
  const use = (): void =>
    attempt(async () => {
      await client.models.use({ id: model.id });
      note(t('models.used', { name: model.name }));
    });
  return (
    <li className={styles.item}>
      <div className={styles.grow}>
        <p>
          <span className={styles.name}>{model.name}</span> {model.inUse && <Badge tone="accent">{t('models.inUse')}</Badge>} <Badge tone={FIT_TONE[model.fit]}>{t(`models.fit.${model.fit}`)}</Badge>
        </p>
        <p className={styles.meta}>
          <span>{t(`models.roles.${model.role}`)}</span>
          <span>{format.bytes(model.bytes)}</span>
          {model.memoryBytes !== null && <span>{t('models.memory', { size: format.bytes(model.memoryBytes) })}</span>}
          <span>{t(`models.origin.${model.origin}`)}</span>
          <span className={styles.path}>{model.path}</span>
        </p>
        {model.runtime &&
          runtimeWords(t, format, model.runtime).map((sentence) => (
            <p key={sentence} className={styles.note}>
              {sentence}
            </p>
          ))}
      </div>
      <div className={styles.actions}>
        {!model.inUse && (
          <Button size="small" onClick={use}>
            {t('models.use')}
          </Button>
        )}
        <Button size="small" onClick={() => setRemoving(true)}>
          {t('models.remove')}
        </Button>
      </div>
      <Confirm
        open={removing}
        danger
        title={t('models.removeTitle', { name: model.name })}
        action={t('common.remove')}
        onConfirm={() => attempt(() => client.models.remove({ id: model.id }))}
        onClose={() => setRemoving(false)}
      >
        {model.origin === 'in-place' ? t('models.removeInPlace') : t('models.removeText')}
      </Confirm>
    </li>
  );
}
