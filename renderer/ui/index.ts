// What screens compose stands before them in the style sheet, so that they can go their own way in a detail.
import './sections.module.css';
import './table.module.css';

export { Badge } from './Badge.tsx';
export { Button, type ButtonProps, IconButton, type IconButtonProps } from './Button.tsx';
export { Checkbox } from './Checkbox.tsx';
export { Confirm } from './Confirm.tsx';
export { cx } from './cx.ts';
export { Dialog } from './Dialog.tsx';
export { Differences } from './Differences.tsx';
export { Dot, type Tone, toneOf } from './Dot.tsx';
export { EmptyState } from './EmptyState.tsx';
export { ErrorCard } from './ErrorCard.tsx';
export { rowAfterKey } from './gridKeys.ts';
export { HiddenText } from './HiddenText.tsx';
export { Kbd } from './Kbd.tsx';
export { Menu, type MenuAction } from './Menu.tsx';
export { PasswordDialog } from './PasswordDialog.tsx';
export { ProgressBar } from './ProgressBar.tsx';
export { Screen } from './Screen.tsx';
export { Select, type SelectProps } from './Select.tsx';
export { Switch } from './Switch.tsx';
export { type Tab, Tabs } from './Tabs.tsx';
export { TextArea } from './TextArea.tsx';
export { TextField } from './TextField.tsx';
export { Tooltip, TooltipProvider } from './Tooltip.tsx';
export { useOpener } from './useOpener.ts';
export { useTypedText } from './useTypedText.ts';
