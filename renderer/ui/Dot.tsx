import type { Service } from '../../electron/contract/index.ts';
import { cx } from './cx.ts';
import styles from './Dot.module.css';

export type Tone = 'good' | 'warning' | 'danger' | 'idle';

/** A state at a glance; words stand beside it, colour alone says nothing. */
export function Dot({ tone }: { tone: Tone }) {
  return <span aria-hidden className={cx(styles.dot, tone !== 'idle' && styles[tone])} />;
}

/** The colour of a part's state. */
export function toneOf(state: Service['state']): Tone {
  switch (state) {
    case 'running':
      return 'good';
    case 'idle':
    case 'stopped':
      return 'idle';
    case 'starting':
    case 'stopping':
    case 'unhealthy':
    case 'backing-off':
      return 'warning';
    case 'halted':
      return 'danger';
  }
}
