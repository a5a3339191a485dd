/** What a text document holds: its pages, sheets or chapters, and the headings of those already read. */
import { useWords } from '../../../i18n/index.ts';
import type { Document, PageSummary } from '../../../../electron/contract/index.ts';
import type { PageTexts } from '../data/usePageTexts.ts';
import css from './text.module.css';

interface ContentsProps {
  document: Document;
  pages: readonly PageSummary[];
  current: number;
  texts: PageTexts;
  onPick(page: number, charStart: number | null): void;
}

export function Contents({ document, pages, current, texts, onPick }: ContentsProps) {
  const { t } = useWords();
  return (
    <nav className={css.contents} aria-label={t('source.contents')} data-testid="page-list">
      {pages.map((page) => {
        const read = texts.get(page.number);
        const headings = read?.state === 'ready' ? read.value.headings : [];
        return (
          <div key={page.number}>
            {(pages.length > 1 || headings.length === 0) && (
              <button type="button" aria-current={page.number === current ? 'page' : undefined} onClick={() => onPick(page.number, null)}>
                {page.label ?? t(`source.unitLong.${document.unit}`, { number: page.number })}
                {page.outcome !== 'text' && <em data-outcome={page.outcome}>{t(`source.outcome.${page.outcome}`)}</em>}
              </button>
            )}
            {headings.map((heading) => (
              <button key={heading.charStart} type="button" className={css.entry} data-level={Math.min(4, heading.level)} onClick={() => onPick(page.number, heading.charStart)}>
                {heading.text}
              </button>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
