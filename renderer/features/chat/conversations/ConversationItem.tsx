/** One conversation in the list: opened by a click, renamed in place, its other actions in a menu. */
import { Download, Ellipsis, History, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Conversation } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { attempt, go, historyOf } from '../../../state/index.ts';
import { Confirm, cx, IconButton, Menu } from '../../../ui/index.ts';
import { exportConversation, removeConversation, renameConversation } from './actions.ts';
import css from './conversations.module.css';

interface ConversationItemProps {
  conversation: Conversation;
  current: boolean;
  /** A stretch of text where it was found. */
  snippet?: string;
}

export function ConversationItem({ conversation, current, snippet }: ConversationItemProps) {
  const { t } = useWords();
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const title = conversation.title === '' ? t('chat.list.untitled') : conversation.title;
  const { id } = conversation;

  const button = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  // The field that had the focus is gone: back to what it renamed, unless the focus was taken elsewhere.
  useEffect(() => {
    if (wasRenaming.current && !renaming && document.activeElement === document.body) button.current?.focus();
    wasRenaming.current = renaming;
  }, [renaming]);

  const remove = async (): Promise<void> => {
    const next = neighbour(id);
    await removeConversation(id);
    // Who has taken the focus meanwhile keeps it: with the open conversation goes its screen, and the next one has it.
    const focused = document.activeElement;
    if (!current && (focused === null || focused === document.body || focused.closest('[data-conversation]') === button.current)) next?.focus();
  };

  if (renaming) return <NameField name={title} onDone={(name) => { setRenaming(false); if (name !== null && name !== title) attempt(() => renameConversation(id, name)); }} />;
  return (
    <div className={cx(css.item, current && css.current)}>
      <button
        ref={button}
        type="button"
        className={css.open}
        aria-current={current ? 'page' : undefined}
        title={title}
        data-conversation={id}
        onClick={() => go({ screen: 'chat', conversationId: id })}
        onKeyDown={(event) => {
          if (event.key === 'F2') setRenaming(true);
          if (event.key === 'Delete') setRemoving(true);
        }}
      >
        <span className={css.title}>{title}</span>
        {conversation.answering && <span className={css.answering} role="img" aria-label={t('chat.list.answering')} />}
        {snippet !== undefined && snippet !== '' && <span className={css.snippet}>{snippet}</span>}
      </button>
      <Menu
        trigger={<IconButton size="small" className={css.more} icon={Ellipsis} label={t('chat.list.actions', { title })} />}
        items={[
          { label: t('chat.list.rename'), icon: Pencil, shortcut: 'F2', run: () => setRenaming(true) },
          ...(['markdown', 'docx', 'json'] as const).map((format) => ({ label: t(`chat.export.${format}`), icon: Download, run: () => attempt(() => exportConversation(id, format)) })),
          { label: t('chat.list.runs'), icon: History, run: () => historyOf({ conversationId: id }) },
          null,
          { label: t('chat.list.remove'), icon: Trash2, shortcut: 'Del', danger: true, run: () => setRemoving(true) },
        ]}
      />
      <Confirm open={removing} danger title={t('chat.list.removeTitle')} action={t('chat.list.remove')} onConfirm={() => attempt(remove)} onClose={() => setRemoving(false)}>
        {t('chat.list.removeText', { title })}
      </Confirm>
    </div>
  );
}

/** The one after it in the list, or before the last: there a keyboard goes on. */
function neighbour(id: string): HTMLElement | undefined {
  const listed = [...document.querySelectorAll<HTMLElement>('[data-conversation]')];
  const at = listed.findIndex((one) => one.dataset['conversation'] === id);
  return listed[at + 1] ?? listed[at - 1];
}

/** Enter and leaving keep the name, Escape takes it back. */
function NameField({ name, onDone }: { name: string; onDone(name: string | null): void }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(name);
  const keep = (): void => onDone(draft.trim() === '' ? null : draft.trim());
  return (
    <input
      className={css.name}
      // Renaming was asked for: the caret belongs here.
      autoFocus
      aria-label={t('chat.list.newName')}
      maxLength={200}
      value={draft}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
