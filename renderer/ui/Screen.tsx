import type { ReactNode } from 'react';
import styles from './Screen.module.css';

export interface ScreenProps {
  title: string;
  /** Left of the title, e.g. a way back. */
  before?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen of the middle pane: a bar with title and actions, below it what scrolls. */
export function Screen({ title, before, note, actions, children }: ScreenProps) {
  return (
    <section className={styles.screen} aria-label={title}>
      <header className={styles.bar}>
        {before}
        <h1 className={styles.title}>{title}</h1>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
