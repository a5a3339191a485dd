/** One source beside the conversation: its tools, its state, and the view that fits its kind. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Document, PageSummary, Span } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { client, toProblem } from '../../../transport/index.ts';
import { codePoints } from '../../../text/index.ts';
import { useLoad } from '../data/useLoad.ts';
import { nextTurn, type Turn } from '../pages/geometry.ts';
import { ImageView } from '../pages/ImageView.tsx';
import type { Zoom } from '../pages/usePageColumn.ts';
import { OriginalMissing } from '../data/originals.ts';
import { TableView } from '../table/TableView.tsx';
import { TextView } from '../text/TextView.tsx';
import { FindBar, type FindState } from './FindBar.tsx';
import { Header } from './Header.tsx';
import { Notice } from './Notice.tsx';
import { loadPdf } from './pdf.ts';
import { Tools } from './Tools.tsx';
import { unitScale, zoomStep, type Goal, type ViewProps } from './view.ts';
import css from './viewer.module.css';


/** A passage as it was cited: its address and the words it had ('' where only the address is known). */
export interface Citation extends Span {
  pageLabel: string | null;
  text: string;
  /** The very sentence within it that is cited, where it is known. */
  exact: Span | null;
}

interface SourceViewerProps {
  documentId: string;
  documentName: string;
  /** Where to open it when nothing is cited. */
  page: number;
  citation: Citation | null;
  /** Place among the citations of its answer, for going on from one to the next. */
  place: { index: number; total: number } | null;
  onStep(direction: 1 | -1): void;
  onClose(): void;
}

const NO_FIND: FindState = { open: false, text: '', hits: [], total: 0, index: 0, state: 'idle' };
const NO_HITS: readonly Span[] = [];

export function SourceViewer(props: SourceViewerProps) {
  const { documentId, onClose } = props;
  const { t } = useWords();
  const loaded = useLoad(documentId, async (signal) => {
    const [document, pages] = await Promise.all([client.documents.get({ id: documentId }, { signal }), client.documents.pages({ id: documentId }, { signal })]);
    return { document, pages };
  });

  if (loaded.state === 'ready') return <OpenSource key={documentId} {...props} {...loaded.value} />;
  return (
    <div className={css.viewer}>
      <Header name={props.documentName} detail="" onClose={onClose} />
      {loaded.state === 'loading' && <p className={css.quiet} role="status">{t('source.opening')}</p>}
      {loaded.state === 'failed' && <LoadFailed error={loaded.error} retry={loaded.retry} />}
      {loaded.state === 'failed' && props.citation !== null && props.citation.text !== '' && <Notice kind="quote" title={t('source.notPlaced.passage')} text={props.citation.text} />}
    </div>
  );
}

function LoadFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useWords();
  const { code } = toProblem(error);
  if (code === 'unknown-document' || code === 'not-found') return <Notice kind="problem" title={t('source.gone.title')} text={t('source.gone.text')} code={code} />;
  return <Notice kind="problem" title={t('source.service.title')} text={t('source.service.text')} code={code} action={{ label: t('source.retry'), run: retry }} />;
}

function OpenSource(props: SourceViewerProps & { document: Document; pages: PageSummary[] }) {
  const { document, pages, citation, place } = props;
  const { t } = useWords();
  const mark = useMemo<Span | null>(
    () => (citation === null ? null : { page: citation.page, charStart: citation.charStart, charEnd: citation.charEnd }),
    [citation],
  );
  const exact = citation?.exact ?? null;
  const [goal, setGoal] = useState<Goal>({ page: citation?.page ?? props.page, span: exact ?? mark });
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [turn, setTurn] = useState<Turn>(0);
  const [listOpen, setListOpen] = useState(false);
  const [find, setFind] = useState<FindState>(NO_FIND);
  const [page, setPage] = useState(goal.page);
  const [placed, setPlaced] = useState<boolean | null>(null);
  const scale = useRef(1);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => setGoal({ page: mark?.page ?? props.page, span: exact ?? mark }), [mark, exact, props.page]);

  const hit = find.open ? (find.hits[find.index] ?? null) : null;
  useEffect(() => {
    if (hit !== null) setGoal({ page: hit.page, span: hit });
  }, [hit]);

  const zoomTo = useCallback((direction: 1 | -1) => {
    const unit = unitScale(document.view);
    setZoom(zoomStep(scale.current / unit, direction) * unit);
  }, [document.view]);

  const onScale = useCallback((value: number) => {
    scale.current = value;
  }, []);
  const view: ViewProps = {
    document, pages, goal, mark, exact, hits: find.open ? find.hits : NO_HITS, hit, sought: find.open && find.state === 'done' ? find.text : '', zoom, turn, listOpen,
    onPage: setPage, onScale, onGo: setGoal, onPlaced: setPlaced,
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const run = event.ctrlKey || event.metaKey ? KEYS.find((key) => key.key === event.key)?.run : undefined;
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run({ zoomTo, fit: () => setZoom('fit'), openFind: () => setFind((before) => ({ ...before, open: true })) });
  };

  return (
    <div ref={frame} className={css.viewer} role="presentation" onKeyDown={onKeyDown}>
      <Header
        name={document.name}
        detail={detailOf(pages, page, t)}
        documentId={document.id}
        copy={{ text: async () => citedText(document.id, citation), reference: t('source.reference', { name: document.name, unit: citation?.pageLabel ?? t(`source.unit.${document.unit}`, { number: citation?.page ?? page }) }) }}
        onClose={props.onClose}
      />
      <Tools
        document={document}
        count={Math.max(pages.length, document.pages ?? 0)}
        page={page}
        place={place}
        listOpen={listOpen}
        findOpen={find.open}
        onPage={(number) => setGoal({ page: number, span: null })}
        onStep={props.onStep}
        onZoom={zoomTo}
        onFit={() => setZoom('fit')}
        onTurn={() => setTurn(nextTurn)}
        onList={() => setListOpen((open) => !open)}
        onFind={() => setFind((before) => ({ ...before, open: !before.open }))}
      />
      {find.open && <FindBar documentId={document.id} page={page} find={find} onFind={setFind} onClose={() => { setFind(NO_FIND); frame.current?.querySelector<HTMLElement>('[role="region"]')?.focus(); }} />}
      {placed === false && citation !== null && <Notice kind="quote" title={t('source.notPlaced.title')} text={citation.text} />}
      <div className={css.body}>
        <View {...view} />
      </div>
    </div>
  );
}

/** The words of a citation; those of a passage opened by its address alone are read from its page. */
async function citedText(documentId: string, citation: Citation | null): Promise<string> {
  if (citation === null || citation.text !== '') return citation?.text ?? '';
  const { text } = await client.documents.page({ id: documentId, page: citation.page });
  return codePoints(text).slice(citation.charStart, citation.charEnd);
}

interface Commands {
  zoomTo(direction: 1 | -1): void;
  fit(): void;
  openFind(): void;
}

/** Keys inside the viewer, with Ctrl or Cmd. */
const KEYS: readonly { key: string; run(commands: Commands): void }[] = [
  { key: 'f', run: (to) => to.openFind() },
  { key: '=', run: (to) => to.zoomTo(1) },
  { key: '+', run: (to) => to.zoomTo(1) },
  { key: '-', run: (to) => to.zoomTo(-1) },
  { key: '0', run: (to) => to.fit() },
];

function View(props: ViewProps) {
  switch (props.document.view) {
    case 'pdf':
      return <Pdf {...props} />;
    case 'image':
      return <ImageView {...props} />;
    case 'table':
      return <TableView {...props} />;
    case 'text':
      return <TextView {...props} />;
  }
}

/** Not by React's Suspense: it holds back what was waited for a third of a second, however soon it is there. */
function Pdf(props: ViewProps) {
  const { t } = useWords();
  const viewer = useLoad('pdf', loadPdf);
  const instead = (error: unknown, retry: () => void): ReactNode => <WithoutOriginal {...props} error={error} retry={retry} />;
  if (viewer.state === 'loading') return <p className={css.quiet} role="status">{t('source.opening')}</p>;
  if (viewer.state === 'failed') return instead(new OriginalMissing('service'), viewer.retry);
  return <viewer.value.PdfView {...props} fallback={instead} />;
}

/** The original cannot be shown: what was read of it still can, with the reason above. */
function WithoutOriginal({ error, retry, ...view }: ViewProps & { error: unknown; retry: () => void }) {
  const { t } = useWords();
  const reason = error instanceof OriginalMissing ? error.reason : 'damaged';
  const words = { gone: 'originalGone', service: 'service', damaged: 'damaged' } as const;
  return (
    <div className={css.stack}>
      <Notice kind="problem" title={t(`source.${words[reason]}.title`)} text={t(`source.${words[reason]}.text`)} {...(reason === 'service' && { action: { label: t('source.retry'), run: retry } })} />
      <div className={css.body}>
        <TextView {...view} />
      </div>
    </div>
  );
}

/** The page's own name or how it was read, where that is worth a word. */
function detailOf(pages: readonly PageSummary[], number: number, t: ReturnType<typeof useWords>['t']): string {
  const page = pages[number - 1];
  if (page === undefined) return '';
  if (page.outcome === 'failed') return t('source.pageUnread');
  return page.outcome === 'ocr' ? t('source.outcome.ocr') : '';
}
