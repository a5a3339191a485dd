import { cx } from './cx.ts';
import styles from './Dot.module.css';

export type Tone = 'good' | 'warning' | 'danger' | 'idle';

/** A state at a glance; words stand beside it, colour alone says nothing. */
export function Dot({ tone }: { tone: Tone }) {
  return <span aria-hidden className={cx(styles.dot, tone !== 'idle' && styles[tone])} />;
}
