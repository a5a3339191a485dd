import type { ReactNode } from 'react';
import { useWords } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export interface ConfirmProps {
  open: boolean;
  title: string;
  /** The verb of what will be done, e.g. 'Delete'. */
  action: string;
  danger?: boolean;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
}

/** Asks before something that cannot be undone. */
export function Confirm({ open, title, action, danger = false, onConfirm, onClose, children }: ConfirmProps) {
  const { t } = useWords();
  const confirm = (): void => {
    onClose();
    onConfirm();
  };
  const foot = (
    <>
      <Button onClick={onClose}>{t('common.dismiss')}</Button>
      <Button look={danger ? 'danger' : 'primary'} onClick={confirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title={title} foot={foot}>
      {children}
    </Dialog>
  );
}
