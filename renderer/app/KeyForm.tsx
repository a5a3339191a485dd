import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { attempt } from '../state/index.ts';
import { connection, giveKey } from '../transport/index.ts';
import { Button, TextField } from '../ui/index.ts';
import styles from './KeyForm.module.css';

/** Asked when the page was opened without the link's key. */
export function KeyForm() {
  const { t } = useWords();
  const [key, setKey] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt(async () => {
      const right = await giveKey(key);
      setWrong(!right);
      if (right) connection.retryNow();
    });
  };
  return (
    <main className={styles.place}>
      <form className={styles.form} onSubmit={submit}>
        <h1 className={styles.title}>{t('app.connection.keyTitle')}</h1>
        <p className={styles.text}>{t('app.connection.keyText')}</p>
        <TextField label={t('app.connection.keyLabel')} icon={KeyRound} autoFocus value={key} onChange={setKey} type="password" autoComplete="off" wrong={wrong} />
        {wrong && (
          <p className={styles.wrong} role="alert">
            {t('app.connection.keyWrong')}
          </p>
        )}
        <Button look="primary" submit disabled={key.trim() === ''}>
          {t('app.connection.keyOpen')}
        </Button>
      </form>
    </main>
  );
}
