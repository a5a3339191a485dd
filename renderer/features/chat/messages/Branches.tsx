/** Versions of one message, and the way from one to the next. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Message } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { IconButton } from '../../../ui/index.ts';
import css from './messages.module.css';

interface BranchesProps {
  message: Message;
  disabled: boolean;
  onSelect(messageId: string): void;
}

export function Branches({ message, disabled, onSelect }: BranchesProps) {
  const { t } = useWords();
  const { siblings } = message;
  const index = siblings.indexOf(message.id);
  if (siblings.length < 2 || index < 0) return null;
  const go = (to: number): void => {
    const id = siblings[to];
    if (id !== undefined) onSelect(id);
  };
  return (
    <span className={css.branches}>
      <IconButton size="small" icon={ChevronLeft} label={t('chat.actions.previousBranch')} disabled={disabled || index === 0} onClick={() => go(index - 1)} />
      <span aria-live="polite">{t('chat.actions.branchOf', { index: index + 1, total: siblings.length })}</span>
      <IconButton size="small" icon={ChevronRight} label={t('chat.actions.nextBranch')} disabled={disabled || index === siblings.length - 1} onClick={() => go(index + 1)} />
    </span>
  );
}
