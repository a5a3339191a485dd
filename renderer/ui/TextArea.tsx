import type { TextareaHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import styles from './TextArea.module.css';

export interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  value: string;
  onChange(value: string): void;
  wrong?: boolean;
}

/** Grows with its text. */
export function TextArea({ value, onChange, wrong = false, className, ...native }: TextAreaProps) {
  return <textarea spellCheck={false} {...native} className={cx(styles.area, wrong && styles.wrong, className)} aria-invalid={wrong} value={value} onChange={(event) => onChange(event.target.value)} />;
}
