/** Search inside the open document, by the engine: diacritics are ignored, hits come with their addresses. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, type Dispatch, type SetStateAction } from 'react';
import type { Span } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { client } from '../../../transport/index.ts';
import { IconButton } from '../../../ui/index.ts';
import css from './viewer.module.css';

export interface FindState {
  open: boolean;
  text: string;
  /** The first of them, in reading order. */
  hits: readonly Span[];
  /** How many there are in all. */
  total: number;
  index: number;
  state: 'idle' | 'searching' | 'done' | 'failed';
}

interface FindBarProps {
  documentId: string;
  /** The page in sight: the first hit gone to is on it or behind it. */
  page: number;
  find: FindState;
  onFind: Dispatch<SetStateAction<FindState>>;
  onClose(): void;
}

/** Milliseconds of rest before what is typed is looked for. */
const REST_MS = 200;
const MOST = 5000;

export function FindBar({ documentId, page, find, onFind, onClose }: FindBarProps) {
  const { t, format } = useWords();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const inSight = useRef(page);
  useEffect(() => {
    inSight.current = page;
  }, [page]);

  useEffect(() => {
    const text = find.text.trim();
    if (text === '') {
      onFind((before) => ({ ...before, hits: [], total: 0, index: 0, state: 'idle' }));
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      onFind((before) => ({ ...before, state: 'searching' }));
      client.documents.find({ id: documentId, text, limit: MOST }, { signal: stop.signal }).then(
        ({ hits, total }) => !stop.signal.aborted && onFind((before) => ({ ...before, hits, total, index: Math.max(0, hits.findIndex((hit) => hit.page >= inSight.current)), state: 'done' })),
        () => !stop.signal.aborted && onFind((before) => ({ ...before, hits: [], total: 0, state: 'failed' })),
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [documentId, find.text, onFind]);

  const step = (by: 1 | -1): void => onFind((before) => ({ ...before, index: (before.index + by + before.hits.length) % Math.max(1, before.hits.length) }));
  const count = find.hits.length;
  return (
    <div className={css.find} role="search">
      <input
        ref={box}
        type="search"
        aria-label={t('source.find')}
        placeholder={t('source.find')}
        value={find.text}
        onChange={(event) => onFind((before) => ({ ...before, text: event.target.value }))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') {
            event.stopPropagation();
            onClose();
          }
        }}
      />
      <span className={css.count} role="status">
        {count > 0 && t('source.findOf', { index: format.number(find.index + 1, 0), total: format.number(find.total, 0) })}
        {count === 0 && find.state === 'done' && t('source.findNone')}
        {find.state === 'failed' && t('source.service.title')}
      </span>
      <IconButton size="small" label={t('source.findPrevious')} shortcut="Shift Enter" icon={ChevronUp} disabled={count === 0} onClick={() => step(-1)} />
      <IconButton size="small" label={t('source.findNext')} shortcut="Enter" icon={ChevronDown} disabled={count === 0} onClick={() => step(1)} />
      <IconButton size="small" label={t('source.findClose')} shortcut="Esc" icon={X} onClick={onClose} />
    </div>
  );
}
