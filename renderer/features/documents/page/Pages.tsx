import { useVirtualizer } from '@tanstack/react-virtual';
import { RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Document, PageSummary } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { problemWords } from '../../../i18n/problem.ts';
import { attempt, note, openSource } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Badge, Button, Checkbox, cx, Dot, EmptyState, ErrorCard, HiddenText, type Tone } from '../../../ui/index.ts';
import styles from './Document.module.css';
import { usePages } from './useDocument.ts';

const ROW_PIXELS = 32;
/** Mean word confidence under which recognised text is likely to have errors. */
const LOW_CONFIDENCE = 0.75;
const TONE: Record<PageSummary['outcome'], Tone> = { text: 'good', ocr: 'good', empty: 'idle', failed: 'danger' };

const isLow = (page: PageSummary): boolean => page.confidence !== null && page.confidence < LOW_CONFIDENCE;

/** Each page with its outcome; some or all that failed can be read again. */
export function Pages({ document }: { document: Document }) {
  const { t } = useWords();
  const known = usePages(document);
  const pages = known.state === 'there' ? known.pages : [];
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: pages.length, getScrollElement: () => scroll.current, estimateSize: () => ROW_PIXELS, overscan: 12 });
  if (known.state === 'loading') return null;
  if (known.state === 'failed') {
    return (
      <div className={styles.failed}>
        <ErrorCard problem={known.problem} />
      </div>
    );
  }
  if (pages.length === 0) return <EmptyState title={t(document.state === 'failed' ? 'documents.noneRead' : 'documents.noPages')} />;

  const failed = pages.filter((page) => page.outcome === 'failed').map((page) => page.number);
  const retry = (numbers: readonly number[]): void =>
    attempt(async () => {
      await client.documents.retryPages({ id: document.id, pages: [...numbers] });
      setPicked(new Set());
      note(t('documents.retried'));
    });
  const pick = (number: number, on: boolean): void => {
    const next = new Set(picked);
    if (on) next.add(number);
    else next.delete(number);
    setPicked(next);
  };
  return (
    <div className={styles.part}>
      {(failed.length > 0 || picked.size > 0) && (
        <div className={styles.tools}>
          {picked.size > 0 ? (
            <Button size="small" icon={RotateCcw} onClick={() => retry([...picked])}>
              {t('documents.retryPages', { count: picked.size })}
            </Button>
          ) : (
            <Button size="small" icon={RotateCcw} onClick={() => retry(failed)}>
              {t('documents.retryFailed', { count: failed.length })}
            </Button>
          )}
        </div>
      )}
      <div className={styles.part} role="table" aria-label={t('documents.tabs.pages')} aria-rowcount={pages.length + 1}>
        <div className={cx(styles.row, styles.head)} role="row">
          <span role="columnheader">
            <HiddenText>{t('common.more')}</HiddenText>
          </span>
          <span role="columnheader">{t(`documents.unit.${document.unit}`)}</span>
          <span role="columnheader">{t('documents.pageColumns.outcome')}</span>
          <span role="columnheader" className={styles.number}>{t('documents.pageColumns.confidence')}</span>
          <span role="columnheader" className={styles.optional}>{t('documents.pageColumns.language')}</span>
          <span role="columnheader" className={cx(styles.number, styles.optional)}>{t('documents.pageColumns.characters')}</span>
          <span role="columnheader">
            <HiddenText>{t('common.details')}</HiddenText>
          </span>
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <div ref={scroll} className={styles.scroll} role="rowgroup" tabIndex={0}>
          <div className={styles.canvas} role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const page = pages[index];
              return page && <PageRow key={page.number} documentId={document.id} page={page} top={start} picked={picked.has(page.number)} onPick={pick} />;
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

interface PageRowProps {
  documentId: string;
  page: PageSummary;
  top: number;
  picked: boolean;
  onPick(number: number, on: boolean): void;
}

function PageRow({ documentId, page, top, picked, onPick }: PageRowProps) {
  const { t, format } = useWords();
  const reason = page.reason ? problemWords(t, page.reason) : null;
  return (
    <div className={cx(styles.row, styles.placed)} role="row" style={{ transform: `translateY(${top}px)` }}>
      <span role="cell" className={styles.check}>
        <Checkbox label={t('documents.selectPage', { page: page.number })} checked={picked} onChange={(on) => onPick(page.number, on)} />
      </span>
      <span role="cell">
        <button type="button" className={styles.link} onClick={() => openSource({ documentId, page: page.number, charStart: null, charEnd: null })}>
          {page.label === null || page.label === String(page.number) ? format.number(page.number) : `${format.number(page.number)} · ${page.label}`}
        </button>
      </span>
      <span role="cell" className={styles.outcome}>
        <Dot tone={isLow(page) ? 'warning' : TONE[page.outcome]} />
        {t(`documents.outcomes.${page.outcome}`)}
      </span>
      <span role="cell" className={styles.number}>
        {page.confidence !== null && format.percent(page.confidence)}
      </span>
      <span role="cell" className={cx(styles.muted, styles.optional)}>
        {page.language && t(`common.languages.${page.language}`)}
      </span>
      <span role="cell" className={cx(styles.number, styles.optional)}>
        {format.number(page.characters)}
      </span>
      <span role="cell" className={styles.muted} title={reason ? `${reason.what} ${reason.todo}` : undefined}>
        {reason ? `${reason.what} (${reason.code})` : isLow(page) && <Badge tone="warning">{t('documents.lowQuality')}</Badge>}
      </span>
    </div>
  );
}
