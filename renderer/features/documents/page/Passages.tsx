import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { openSource, useRows } from '../../../state/index.ts';
import { client, toProblem } from '../../../transport/index.ts';
import { Button, EmptyState, ErrorCard } from '../../../ui/index.ts';
import styles from './Document.module.css';

const GUESSED_PIXELS = 96;

/** What the document was cut into: each passage opens on its page. */
export function Passages({ document }: { document: Document }) {
  const { t } = useWords();
  const { id, readyAt } = document;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- a document that was read anew has other passages
  const fetchPart = useCallback((offset: number, limit: number) => client.documents.passages({ id, offset, limit }), [id, readyAt]);
  const { rows, view } = useRows(fetchPart);
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: view.total ?? 0, getScrollElement: () => scroll.current, estimateSize: () => GUESSED_PIXELS, overscan: 6 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => rows.show(first, last), [rows, first, last]);
  if (view.total === null && view.error !== null) {
    return (
      <div className={styles.failed}>
        <ErrorCard problem={toProblem(view.error)} actions={<Button size="small" onClick={rows.reload}>{t('common.retry')}</Button>} />
      </div>
    );
  }
  if (view.total === 0) return <EmptyState title={t('documents.noPassages')} />;
  return (
    <div className={styles.part}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div ref={scroll} className={styles.scroll} tabIndex={0} role="list" aria-label={t('documents.tabs.passages')}>
        <div className={styles.canvas} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const passage = view.row(index);
            return (
              <div key={index} ref={virtual.measureElement} data-index={index} role="listitem" className={styles.placed} style={{ transform: `translateY(${start}px)` }}>
                {passage && (
                  <button
                    type="button"
                    className={styles.passage}
                    title={t('documents.openPassage')}
                    onClick={() => openSource({ documentId: id, page: passage.page, charStart: passage.charStart, charEnd: passage.charEnd })}
                  >
                    <span className={styles.address}>{[t('documents.pageShort', { page: passage.page }), ...passage.headingPath].join(' · ')}</span>
                    <span className={styles.text}>{passage.text}</span>
                  </button>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
