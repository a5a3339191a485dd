import { Switch as Radix } from 'radix-ui';
import styles from './Switch.module.css';

export interface SwitchProps {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
  id?: string;
}

export function Switch({ label, checked, onChange, disabled = false, id }: SwitchProps) {
  return (
    <Radix.Root className={styles.switch} aria-label={label} checked={checked} onCheckedChange={onChange} disabled={disabled} id={id}>
      <Radix.Thumb className={styles.thumb} />
    </Radix.Root>
  );
}
