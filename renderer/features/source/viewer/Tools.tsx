/** The row of tools: pages, citations, zoom, search. */
import { ChevronDown, ChevronUp, Maximize2, Minus, PanelLeft, Plus, RotateCw, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { SHORTCUTS } from '../../../state/index.ts';
import { IconButton } from '../../../ui/index.ts';
import { hasPages } from './view.ts';
import css from './viewer.module.css';

interface ToolsProps {
  document: Document;
  count: number;
  page: number;
  place: { index: number; total: number } | null;
  listOpen: boolean;
  findOpen: boolean;
  onPage(number: number): void;
  onStep(direction: 1 | -1): void;
  onZoom(direction: 1 | -1): void;
  onFit(): void;
  onTurn(): void;
  onList(): void;
  onFind(): void;
}

export function Tools(props: ToolsProps) {
  const { t } = useWords();
  const { document, place } = props;
  const pages = hasPages(document.view);
  return (
    <div className={css.tools} role="toolbar" aria-label={t('source.pane')}>
      {document.view !== 'table' && <IconButton size="small" label={pages ? t('source.pageList') : t('source.contents')} icon={PanelLeft} pressed={props.listOpen} onClick={props.onList} />}
      {props.count > 1 && <PageNumber page={props.page} count={props.count} onPage={props.onPage} />}
      {place !== null && place.total > 1 && (
        <div className={css.group}>
          <IconButton size="small" label={t('source.previousCitation')} shortcut={SHORTCUTS['previous-citation']} icon={ChevronUp} disabled={place.index === 0} onClick={() => props.onStep(-1)} />
          <span className={css.count} aria-live="polite" aria-label={t('source.citationOf', { index: place.index + 1, total: place.total })}>
            {place.index + 1}/{place.total}
          </span>
          <IconButton size="small" label={t('source.nextCitation')} shortcut={SHORTCUTS['next-citation']} icon={ChevronDown} disabled={place.index === place.total - 1} onClick={() => props.onStep(1)} />
        </div>
      )}
      <span className={css.spring} />
      <div className={css.group}>
        <IconButton size="small" label={t('source.zoomOut')} shortcut="Mod −" icon={Minus} onClick={() => props.onZoom(-1)} />
        <IconButton size="small" label={t('source.zoomIn')} shortcut="Mod +" icon={Plus} onClick={() => props.onZoom(1)} />
        <IconButton size="small" label={t('source.fitWidth')} shortcut="Mod 0" icon={Maximize2} onClick={props.onFit} />
        {pages && <IconButton size="small" label={t('source.turn')} icon={RotateCw} onClick={props.onTurn} />}
      </div>
      <IconButton size="small" label={t('source.find')} shortcut="Mod F" icon={Search} pressed={props.findOpen} onClick={props.onFind} />
    </div>
  );
}

/** The page in sight, and a box to go to another: Enter goes, leaving takes it back. */
function PageNumber({ page, count, onPage }: { page: number; count: number; onPage(number: number): void }) {
  const { t, format } = useWords();
  const [typed, setTyped] = useState(String(page));
  useEffect(() => setTyped(String(page)), [page]);
  return (
    <form
      className={css.pageNumber}
      onSubmit={(event) => {
        event.preventDefault();
        const number = Number.parseInt(typed, 10);
        if (number >= 1 && number <= count) onPage(number);
        else setTyped(String(page));
      }}
    >
      <input
        inputMode="numeric"
        aria-label={t('source.goToPage')}
        value={typed}
        style={{ width: `${String(count).length + 2}ch` }}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(String(page))}
      />
      <span>{t('source.pageOf', { total: format.number(count, 0) })}</span>
    </form>
  );
}
