import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/index.ts';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';
import { useOpener } from './useOpener.ts';

export interface DialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** Buttons, the main one last. */
  foot?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** The dialog itself takes the focus: its close button would open its tooltip. A field that asks for the focus keeps it. */
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

export function Dialog({ open, ...frame }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && frame.onClose()}>
      <Radix.Portal>
        <Frame {...frame} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Frame({ onClose, title, foot, wide = false, children }: Omit<DialogProps, 'open'>) {
  const { t } = useWords();
  const giveBack = useOpener();
  return (
    <>
      <Radix.Overlay className={styles.veil} />
      <Radix.Content className={cx(styles.dialog, wide && styles.wide)} aria-describedby={undefined} onOpenAutoFocus={focusItself} onCloseAutoFocus={giveBack}>
        <header className={styles.head}>
          <Radix.Title className={styles.title}>{title}</Radix.Title>
          <IconButton icon={X} label={t('common.close')} shortcut="Esc" onClick={onClose} />
        </header>
        {/* A wide one is long: what scrolls must be reachable by keyboard. */}
        <div className={styles.body} {...(wide && { tabIndex: 0, role: 'region', 'aria-label': title })}>
          {children}
        </div>
        {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
      </Radix.Content>
    </>
  );
}
