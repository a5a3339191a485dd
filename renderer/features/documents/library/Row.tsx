import { Ellipsis, Eye, ExternalLink, FileText, MessageSquare, RotateCcw, Trash2 } from 'lucide-react';
import { memo, type MouseEvent, useState } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { type Translate, useWords } from '../../../i18n/index.ts';
import { askOver, attempt, go, openSource, runCommand } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Checkbox, cx, IconButton, Menu, type MenuAction } from '../../../ui/index.ts';
import { openOriginal } from '../original.ts';
import { Outcome } from '../Outcome.tsx';
import type { NamesById } from '../remove.tsx';
import { typeName } from '../typeName.ts';
import styles from './Library.module.css';
import { useLibraryQuery } from './query.ts';

export interface RowProps {
  index: number;
  /** Pixels from the top of the table. */
  top: number;
  /** undefined while it is being fetched. */
  document: Document | undefined;
  active: boolean;
  onPick(index: number, on: boolean, range: boolean): void;
  onActive(index: number): void;
  onRemove(documents: NamesById): void;
}

const isReadable = (document: Document): boolean => document.state === 'ready' || document.state === 'partial';
const preview = (document: Document): void => openSource({ documentId: document.id, page: 1, charStart: null, charEnd: null });

export const Row = memo(function Row({ index, top, document, active, onPick, onActive, onRemove }: RowProps) {
  const { t, format } = useWords();
  const picked = useLibraryQuery(({ selected }) => document !== undefined && selected.has(document.id));
  const style = { transform: `translateY(${top}px)` };
  if (!document) return <div className={cx(styles.row, styles.body)} style={style} role="row" aria-rowindex={index + 2} aria-busy />;
  const place = document.places[0];
  const folder = place?.folder || (place?.path ?? '').replace(/[\\/][^\\/]*$/, '');
  const press = (event: MouseEvent): void => {
    onActive(index);
    if (event.shiftKey) onPick(index, true, true);
    else if (event.ctrlKey || event.metaKey) onPick(index, !picked, false);
  };
  return (
    // The grid around it takes the keys; a click here is a short cut for the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={`document-row-${index}`} className={cx(styles.row, styles.body, active && styles.active, picked && styles.picked)} style={style} role="row" aria-rowindex={index + 2} aria-selected={picked} onClick={press}>
      <span role="gridcell" className={styles.check}>
        <Checkbox label={t('documents.select', { name: document.name })} checked={picked} onChange={(on) => onPick(index, on, false)} />
      </span>
      <span role="gridcell" className={styles.nameCell}>
        <button type="button" className={styles.name} title={document.name} onClick={() => go({ screen: 'document', documentId: document.id })}>
          {document.name}
        </button>
      </span>
      <span role="gridcell" className={cx(styles.folder, styles.clip, styles.muted)} title={folder}>
        {folder}
      </span>
      <span role="gridcell" className={cx(styles.typeCell, styles.muted, styles.clip)}>
        {typeName(document.type)}
      </span>
      <span role="gridcell" className={cx(styles.pages, styles.number)}>
        {document.pages === null ? '' : format.number(document.pages)}
      </span>
      <span role="gridcell" className={cx(styles.languages, styles.muted)} title={document.languages.map((language) => t(`common.languages.${language}`)).join(', ')}>
        {document.languages.join(', ')}
      </span>
      <span role="gridcell">
        <Outcome document={document} />
      </span>
      <span role="gridcell" className={cx(styles.size, styles.number)}>
        {format.bytes(document.size)}
      </span>
      <span role="gridcell" className={cx(styles.added, styles.number, styles.muted)} title={format.dateTime(document.addedAt)}>
        {format.shortDate(document.addedAt)}
      </span>
      <RowActions document={document} onRemove={onRemove} />
    </div>
  );
});

function RowActions({ document, onRemove }: { document: Document; onRemove(documents: NamesById): void }) {
  const { t } = useWords();
  // The menu is made when it is first asked for: a row that scrolls by never needs one.
  const [asked, setAsked] = useState(false);
  const more = { icon: Ellipsis, size: 'small', light: true, label: t('documents.actions.more', { name: document.name }) } as const;
  return (
    <span role="gridcell" className={styles.actions}>
      <IconButton light icon={Eye} size="small" label={t('documents.actions.preview')} disabled={!isReadable(document)} onClick={() => preview(document)} />
      {asked ? (
        <Menu defaultOpen trigger={<IconButton {...more} />} items={menuOf(t, document, onRemove)} />
      ) : (
        <IconButton {...more} aria-haspopup="menu" aria-expanded={false} onClick={() => setAsked(true)} />
      )}
    </span>
  );
}

function menuOf(t: Translate, document: Document, onRemove: (documents: NamesById) => void): (MenuAction | null)[] {
  const ask = (): void => {
    askOver([document]);
    runCommand('new-conversation');
  };
  return [
    { label: t('documents.actions.open'), icon: FileText, run: () => go({ screen: 'document', documentId: document.id }) },
    { label: t('documents.actions.ask'), icon: MessageSquare, disabled: !isReadable(document), run: ask },
    { label: t('documents.actions.original'), icon: ExternalLink, run: () => openOriginal(document.id) },
    { label: t('documents.actions.retry'), icon: RotateCcw, run: () => attempt(() => client.documents.retryPages({ id: document.id, pages: null })) },
    null,
    { label: t('documents.actions.delete'), icon: Trash2, danger: true, run: () => onRemove(new Map([[document.id, document.name]])) },
  ];
}
