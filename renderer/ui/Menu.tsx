import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

export interface MenuAction {
  label: string;
  icon?: LucideIcon;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  run(): void;
}

export interface MenuProps {
  /** What opens it; gets the trigger's properties. */
  trigger: ReactElement;
  /** `null` draws a line. */
  items: readonly (MenuAction | null)[];
  align?: 'start' | 'end';
  /** Open from its first moment. */
  defaultOpen?: boolean;
}

export function Menu({ trigger, items, align = 'end', defaultOpen = false }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8}>
          {items.map((item, index) =>
            item === null ? (
              // oxlint-disable-next-line react/no-array-index-key -- lines have no identity of their own
              <Radix.Separator key={`line-${index}`} className={styles.separator} />
            ) : (
              <MenuItem key={item.label} {...item} />
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuItem({ label, icon: Icon, shortcut, danger, disabled, checked, run }: MenuAction) {
  return (
    <Radix.Item className={cx(styles.item, danger && styles.danger)} disabled={disabled === true} onSelect={run}>
      {Icon && <Icon size={15} aria-hidden />}
      <span className={styles.label}>{label}</span>
      {checked && <Check size={15} aria-hidden />}
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Radix.Item>
  );
}
