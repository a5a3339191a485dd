import { cx } from './cx.ts';
import styles from './Kbd.module.css';

/** `Mod` is Ctrl, and ⌘ on a Mac. */
const onMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');
const keyName = (key: string): string => (key === 'Mod' ? (onMac ? '⌘' : 'Ctrl') : key === 'Shift' && onMac ? '⇧' : key === 'Alt' && onMac ? '⌥' : key);

/** Keys of a shortcut, e.g. `Mod K`. */
export function Kbd({ keys, onDark = false }: { keys: string; onDark?: boolean }) {
  return (
    <span className={cx(styles.keys, onDark && styles.onDark)}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={styles.key}>
          {keyName(key)}
        </kbd>
      ))}
    </span>
  );
}
