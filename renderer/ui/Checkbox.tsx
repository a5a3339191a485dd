import { Check, Minus } from 'lucide-react';
import styles from './Checkbox.module.css';

export interface CheckboxProps {
  label: string;
  checked: boolean | 'indeterminate';
  onChange(checked: boolean): void;
}

/** A plain button with the role: tables draw hundreds of them while they scroll. */
export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  const state = checked === 'indeterminate' ? 'mixed' : checked;
  return (
    <button type="button" role="checkbox" aria-label={label} aria-checked={state} className={styles.box} onClick={() => onChange(checked !== true)}>
      {checked === 'indeterminate' && <Minus size={12} aria-hidden />}
      {checked === true && <Check size={12} strokeWidth={3} aria-hidden />}
    </button>
  );
}
