import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { cx } from './cx.ts';
import styles from './Select.module.css';

export interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: NoInfer<Value>; label: string }[];
  onChange(value: NoInfer<Value>): void;
  disabled?: boolean;
  /** With a lighter frame, in toolbars. */
  quiet?: boolean;
  id?: string;
}

export function Select<Value extends string>({ label, value, options, onChange, disabled = false, quiet = false, id }: SelectProps<Value>) {
  const pick = (picked: string): void => {
    const option = options.find((one) => one.value === picked);
    if (option) onChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={pick} disabled={disabled}>
      <Radix.Trigger className={cx(styles.trigger, quiet && styles.quiet)} aria-label={label} id={id}>
        <Radix.Value />
        <ChevronDown size={14} aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.list} position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item key={option.value} className={styles.item} value={option.value}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Check size={14} aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
