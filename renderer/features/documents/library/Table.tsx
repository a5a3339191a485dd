import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { attempt, go, type Rows, type RowsView } from '../../../state/index.ts';
import { Checkbox, cx, HiddenText, rowAfterKey } from '../../../ui/index.ts';
import type { NamesById } from '../remove.tsx';
import styles from './Library.module.css';
import { clearSelection, select, type SortColumn, sortBy, useLibraryQuery } from './query.ts';
import { Row } from './Row.tsx';
import { selectRows } from './selectRows.ts';

const ROW_PIXELS = 34;

const COLUMNS: readonly { name: SortColumn; className: string | undefined }[] = [
  { name: 'name', className: undefined },
  { name: 'folder', className: styles.folder },
  { name: 'type', className: styles.typeCell },
  { name: 'pages', className: cx(styles.pages, styles.number) },
  { name: 'languages', className: styles.languages },
  { name: 'state', className: undefined },
  { name: 'size', className: cx(styles.size, styles.number) },
  { name: 'addedAt', className: cx(styles.added, styles.number) },
];

export interface TableProps {
  rows: Rows<Document>;
  view: RowsView<Document>;
  onRemove(documents: NamesById): void;
}

/** Only the rows in sight exist. Arrows move, Space selects, Ctrl + A selects all that was found, Enter opens, Delete deletes. */
export function Table({ rows, view, onRemove }: TableProps) {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const total = view.total ?? 0;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroll.current, estimateSize: () => ROW_PIXELS, overscan: 12 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => rows.show(first, last), [rows, first, last]);

  // The same function as long as it can be: rows that did not change are not drawn again.
  const pick = useCallback(
    (index: number, on: boolean, range: boolean): void => {
      const document = rows.view().row(index);
      if (range && anchor !== null) attempt(() => selectRows(Math.min(anchor, index), Math.max(anchor, index)));
      else if (document) select([document], on);
      setAnchor(index);
    },
    [rows, anchor],
  );
  const move = (index: number): void => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || total === 0) return;
    const here = active ?? -1;
    const document = view.row(here);
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_PIXELS) - 1);
    const actions: Record<string, () => void> = {
      Enter: () => document && go({ screen: 'document', documentId: document.id }),
      ' ': () => document && pick(here, !useLibraryQuery.getState().selected.has(document.id), event.shiftKey),
      Delete: () => {
        const { selected } = useLibraryQuery.getState();
        if (selected.size > 0) onRemove(selected);
        else if (document) onRemove(new Map([[document.id, document.name]]));
      },
      Escape: clearSelection,
    };
    const everything = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
    const goal = rowAfterKey(event.key, { here, total, page });
    const action = everything ? () => attempt(() => selectRows(0, total - 1)) : goal === null ? actions[event.key] : () => move(goal);
    if (!action) return;
    event.preventDefault();
    action();
  };

  return (
    <div className={styles.table} role="grid" aria-label={t('documents.title')} aria-rowcount={total + 1} aria-multiselectable tabIndex={0} aria-activedescendant={active === null ? undefined : `document-row-${active}`} onKeyDown={press}>
      <Head total={total} />
      <div ref={scroll} className={styles.scroll} role="rowgroup" tabIndex={-1}>
        <div className={styles.canvas} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <Row key={index} index={index} top={start} document={view.row(index)} active={index === active} onPick={pick} onActive={setActive} onRemove={onRemove} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Head({ total }: { total: number }) {
  const { t } = useWords();
  const { sort, descending, selected } = useLibraryQuery();
  const all = total > 0 && selected.size >= total;
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    <div className={cx(styles.row, styles.head)} role="row" aria-rowindex={1}>
      <span role="columnheader" className={styles.check}>
        <Checkbox label={t('documents.selectAll')} checked={all ? true : selected.size > 0 ? 'indeterminate' : false} onChange={() => (all ? clearSelection() : attempt(() => selectRows(0, total - 1)))} />
      </span>
      {COLUMNS.map(({ name, className }) => (
        <span key={name} role="columnheader" className={className} aria-sort={sort === name ? (descending ? 'descending' : 'ascending') : 'none'}>
          <button type="button" className={cx(styles.sort, sort === name && styles.sorted)} title={t('documents.sortBy', { column: t(`documents.columns.${name}`) })} onClick={() => sortBy(name)}>
            <span className={styles.clip}>{t(`documents.columns.${name}`)}</span>
            {sort === name && <Arrow size={12} aria-hidden />}
          </button>
        </span>
      ))}
      <span role="columnheader">
        <HiddenText>{t('common.more')}</HiddenText>
      </span>
    </div>
  );
}
