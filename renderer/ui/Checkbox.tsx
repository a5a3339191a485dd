import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import styles from './Checkbox.module.css';

export interface CheckboxProps {
  label: string;
  checked: boolean | 'indeterminate';
  onChange(checked: boolean): void;
}

export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <Radix.Root className={styles.box} aria-label={label} checked={checked} onCheckedChange={(state) => onChange(state === true)}>
      <Radix.Indicator>{checked === 'indeterminate' ? <Minus size={12} aria-hidden /> : <Check size={12} strokeWidth={3} aria-hidden />}</Radix.Indicator>
    </Radix.Root>
  );
}
