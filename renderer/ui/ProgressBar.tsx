import { cx } from './cx.ts';
import styles from './ProgressBar.module.css';

/** `fraction` 0..1; null while the end is not known. */
export function ProgressBar({ fraction, label }: { fraction: number | null; label: string }) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 10;
  return (
    <div className={styles.bar} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} {...(percent !== null && { 'aria-valuenow': percent })}>
      <div className={cx(styles.done, percent === null && styles.unknown)} style={percent === null ? {} : { width: `${percent}%` }} />
    </div>
  );
}
