import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>;

export interface ButtonProps extends Native {
  look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'link';
  size?: 'normal' | 'small';
  icon?: LucideIcon;
  submit?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', size = 'normal', icon: Icon, submit = false, className, children, ...native }: ButtonProps) {
  return (
    <button {...native} type={submit ? 'submit' : 'button'} className={cx(styles.button, look !== 'plain' && styles[look], size === 'small' && styles.small, className)}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<Native, 'children'> {
  icon: LucideIcon;
  /** Its name: read aloud and shown as a tooltip. */
  label: string;
  /** Shown in the tooltip, e.g. `Ctrl K`. */
  shortcut?: string;
  size?: 'normal' | 'small';
  pressed?: boolean;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** With the system's own tooltip: for rows of tables, drawn by the hundred. */
  light?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, label, shortcut, size = 'normal', pressed, side, light = false, className, ...native }: IconButtonProps): ReactNode {
  const button = (
    <button
      {...native}
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      {...(light && { title: label })}
      className={cx(styles.button, styles.quiet, styles.icon, size === 'small' && styles.small, pressed && styles.pressed, className)}
    >
      <Icon size={size === 'small' ? 15 : 16} aria-hidden />
    </button>
  );
  if (light) return button;
  return (
    <Tooltip text={label} {...(shortcut !== undefined && { shortcut })} {...(side && { side })}>
      {button}
    </Tooltip>
  );
}
