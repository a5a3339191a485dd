import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './PasswordForm.module.css';
import { TextField } from './TextField.tsx';

export interface PasswordDialogProps {
  open: boolean;
  /** The protected file. */
  name: string;
  onPassword(password: string): void;
  onClose(): void;
}

/** Asks for a protected document's password, to be used once. */
export function PasswordDialog({ open, name, onPassword, onClose }: PasswordDialogProps) {
  const { t } = useWords();
  const take = (password: string): void => {
    onClose();
    onPassword(password);
  };
  return (
    <Dialog open={open} onClose={onClose} title={t('ingest.password.title', { name })}>
      <PasswordForm onPassword={take} />
    </Dialog>
  );
}

function PasswordForm({ onPassword }: { onPassword(password: string): void }) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onPassword(password);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t('ingest.password.text')}</p>
      <div className={styles.row}>
        <TextField ref={field} className={styles.field} label={t('ingest.password.label')} placeholder={t('ingest.password.label')} type="password" autoComplete="off" value={password} onChange={setPassword} />
        <Button look="primary" submit disabled={password === ''}>
          {t('ingest.password.read')}
        </Button>
      </div>
    </form>
  );
}
