/** Conversations in the left pane: today's and earlier ones, or those that hold what is looked for. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Search, X } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Conversation } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { IconButton, TextField } from '../../ui/index.ts';
import { ConversationItem } from './conversations/ConversationItem.tsx';
import { groupConversations, type GroupName } from './conversations/groups.ts';
import { useHits } from './conversations/useHits.ts';
import { useConversations, useFollowConversations } from './state/conversations.ts';
import css from './conversations/conversations.module.css';

type Row = { kind: 'group'; name: GroupName } | { kind: 'item'; conversation: Conversation; snippet?: string };

const HEIGHTS = { group: 30, item: 30, found: 48 };

export function ConversationList({ currentId }: { currentId: string | null }) {
  const { t } = useWords();
  useFollowConversations();
  const byId = useConversations((state) => state.byId);
  const [text, setText] = useState('');
  const { hits, failed } = useHits(text);
  const scroller = useRef<HTMLDivElement>(null);

  const rows = useMemo<Row[]>(() => {
    if (hits !== null) return hits.map(({ conversation, snippet }) => ({ kind: 'item', conversation, snippet }));
    return groupConversations(byId?.values() ?? [], new Date()).flatMap((group): Row[] => [
      { kind: 'group', name: group.name },
      ...group.items.map((conversation): Row => ({ kind: 'item', conversation })),
    ]);
  }, [byId, hits]);
  const heightOf = (row: Row | undefined): number => (row?.kind === 'group' ? HEIGHTS.group : row?.snippet ? HEIGHTS.found : HEIGHTS.item);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keyOf(rows[index], index),
    estimateSize: (index) => heightOf(rows[index]),
    overscan: 10,
  });

  return (
    <div className={css.list} role="presentation" onKeyDown={moveFocus}>
      <div className={css.search}>
        <TextField quiet icon={Search} label={t('chat.list.search')} placeholder={t('chat.list.search')} value={text} onChange={setText} onKeyDown={(event) => event.key === 'Escape' && setText('')} />
        {text !== '' && <IconButton size="small" icon={X} label={t('chat.list.searchClear')} onClick={() => setText('')} />}
      </div>
      <div ref={scroller} className={css.scroller} data-testid="conversations">
        <div style={{ height: list.getTotalSize(), position: 'relative' }}>
          {list.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div key={item.key} className={css.row} style={{ transform: `translateY(${item.start}px)`, height: heightOf(row) }}>
                {row.kind === 'group' ? (
                  <h2 className={css.group}>{t(`chat.list.${row.name}`)}</h2>
                ) : (
                  <ConversationItem conversation={row.conversation} current={row.conversation.id === currentId} {...(row.snippet !== undefined && { snippet: row.snippet })} />
                )}
              </div>
            );
          })}
        </div>
        {byId?.size === 0 && hits === null && <p className={css.quiet}>{t('chat.list.empty')}</p>}
        {hits?.length === 0 && <p className={css.quiet} role="status">{failed ? t('chat.list.failed') : t('chat.list.noHits')}</p>}
      </div>
    </div>
  );
}

function keyOf(row: Row | undefined, index: number): string | number {
  if (row === undefined) return index;
  return row.kind === 'group' ? row.name : `${row.conversation.id}:${row.snippet === undefined ? '' : index}`;
}

/** Arrow keys go from one conversation to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-conversation]')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[at + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
