/** A question; editing it asks the new one beside it and keeps the old. */
import { Pencil } from 'lucide-react';
import { memo, useState } from 'react';
import type { Message } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { Button, cx, IconButton } from '../../../ui/index.ts';
import { Branches } from './Branches.tsx';
import css from './messages.module.css';

interface QuestionProps {
  message: Message;
  /** While an answer is being made nothing is asked beside it. */
  busy: boolean;
  onAsk(text: string, parentId: string | null): void;
  onSelect(messageId: string): void;
}

/** A pasted text would push its answer out of sight: from so much on it is folded. */
const LONG = 1500;
const LINES = 14;

export const Question = memo(function Question({ message, busy, onAsk, onSelect }: QuestionProps) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  const [whole, setWhole] = useState(false);
  const isLong = message.text.length > LONG || message.text.split('\n').length > LINES;
  if (editing) {
    return <Editor text={message.text} onCancel={() => setEditing(false)} onSave={(text) => { setEditing(false); onAsk(text, message.parentId); }} />;
  }
  return (
    <article className={css.question} aria-label={t('chat.you')} data-testid="question">
      <p>
        <span className={cx(isLong && !whole && css.folded)}>{message.text}</span>
      </p>
      {isLong && (
        <Button look="link" size="small" className={css.unfold} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'chat.actions.fold' : 'chat.actions.unfold')}
        </Button>
      )}
      <div className={css.questionTools}>
        <Branches message={message} disabled={busy} onSelect={onSelect} />
        <IconButton size="small" icon={Pencil} label={t('chat.actions.edit')} disabled={busy} onClick={() => setEditing(true)} />
      </div>
    </article>
  );
});

function Editor({ text, onSave, onCancel }: { text: string; onSave(text: string): void; onCancel(): void }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(text);
  const save = (): void => {
    if (draft.trim() !== '') onSave(draft.trim());
  };
  return (
    <div className={css.editor}>
      <textarea
        // Editing was asked for: the caret belongs here.
        autoFocus
        aria-label={t('chat.actions.edit')}
        value={draft}
        rows={Math.min(12, draft.split('\n').length + 1)}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            save();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <div className={css.editorTools}>
        <Button onClick={onCancel}>{t('common.dismiss')}</Button>
        <Button look="primary" disabled={draft.trim() === ''} onClick={save}>{t('chat.actions.save')}</Button>
      </div>
    </div>
  );
}
