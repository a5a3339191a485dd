import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { attempt, note } from '../../state/index.ts';
import { bridge, client } from '../../transport/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import styles from './Models.module.css';

/** A file or folder of this computer, copied in or used where it lies. */
export function ImportSection() {
  const { t } = useWords();
  const [path, setPath] = useState('');
  const desktop = bridge();
  const choose = (): void =>
    attempt(async () => {
      const [chosen] = (await desktop?.choosePaths('model')) ?? [];
      if (chosen !== undefined) setPath(chosen);
    });
  const take = (how: 'copy' | 'in-place'): void =>
    attempt(async () => {
      await client.models.importPath({ path: path.trim(), how });
      setPath('');
      note(t('models.import.started'));
    });
  const empty = path.trim() === '';
  return (
    <section className={styles.section} aria-label={t('models.import.title')}>
      <h2 className={styles.heading}>{t('models.import.title')}</h2>
      <div className={styles.card}>
        <div className={styles.item}>
          <p className={styles.note}>{t('models.import.text')}</p>
        </div>
        <div className={styles.item}>
          <TextField className={styles.field} label={t('models.import.path')} placeholder={t('models.import.path')} value={path} onChange={setPath} />
          {desktop && <Button onClick={choose}>{t('models.import.choose')}</Button>}
          <div className={styles.actions}>
            <Button disabled={empty} onClick={() => take('in-place')}>
              {t('models.import.inPlace')}
            </Button>
            <Button disabled={empty} onClick={() => take('copy')}>
              {t('models.import.copy')}
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}
