import type { LucideIcon } from 'lucide-react';
import type { InputHTMLAttributes, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './TextField.module.css';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onChange(value: string): void;
  icon?: LucideIcon;
  /** Shown behind the value: MB, min. */
  unit?: string;
  wrong?: boolean;
  quiet?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, value, onChange, icon: Icon, unit, wrong = false, quiet = false, className, style, ...native }: TextFieldProps) {
  return (
    <span className={cx(styles.field, wrong && styles.wrong, quiet && styles.quiet, className)} style={style}>
      {Icon && <Icon size={14} aria-hidden />}
      <input spellCheck={false} {...native} aria-label={label} aria-invalid={wrong} value={value} onChange={(event) => onChange(event.target.value)} />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}
