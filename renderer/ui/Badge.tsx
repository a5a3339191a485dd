import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './cx.ts';

export function Badge({ tone = 'idle', children }: { tone?: 'idle' | 'good' | 'warning' | 'danger' | 'accent'; children: ReactNode }) {
  return <span className={cx(styles.badge, tone !== 'idle' && styles[tone])}>{children}</span>;
}
