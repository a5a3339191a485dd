import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../electron/contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { problemWords } from '../i18n/problem.ts';
import { cx } from './cx.ts';
import styles from './ErrorCard.module.css';

export interface ErrorCardProps {
  problem: Problem;
  /** The file it is about. */
  file?: string | undefined;
  /** The ways on. */
  actions?: ReactNode;
  /** Without a frame, inside another card or row. */
  bare?: boolean;
}

/** What happened, what to do, and the code in small type. */
export function ErrorCard({ problem, file, actions, bare = false }: ErrorCardProps) {
  const { t } = useWords();
  const words = problemWords(t, problem, file);
  return (
    <div className={cx(styles.card, bare && styles.bare)} role="alert">
      <CircleAlert size={15} aria-hidden />
      <div className={styles.words}>
        {words.what} {words.todo} <span className={styles.code}>({words.code})</span>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
