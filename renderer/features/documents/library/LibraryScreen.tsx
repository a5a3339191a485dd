import { FilePlus2, FileText, FolderPlus, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { runCommand, SHORTCUTS, useLibrary } from '../../../state/index.ts';
import { Button, EmptyState, ErrorCard, Menu, Screen } from '../../../ui/index.ts';
import { toProblem } from '../../../transport/index.ts';
import { ConfirmRemove, type NamesById } from '../remove.tsx';
import styles from './Library.module.css';
import { clearFilter, clearSelection, useLibraryQuery } from './query.ts';
import { Table } from './Table.tsx';
import { Tools } from './Tools.tsx';
import { useDocumentRows } from './useDocumentRows.ts';

const NOTHING: NamesById = new Map();

/** All documents: found, sorted, chosen for a question, deleted. */
export function LibraryScreen() {
  const { t, format } = useWords();
  const stats = useLibrary((library) => library.stats);
  const { rows, view } = useDocumentRows();
  const filtered = useLibraryQuery(({ text, states, types }) => text !== '' || states !== 'all' || types !== 'all');
  const [removing, setRemoving] = useState<NamesById>(NOTHING);

  const add = (
    <Menu
      trigger={
        <Button look="primary" icon={Plus}>
          {t('ingest.add')}
        </Button>
      }
      items={[
        { label: t('ingest.addFiles'), icon: FilePlus2, shortcut: SHORTCUTS['add-files'], run: () => runCommand('add-files') },
        { label: t('ingest.addFolder'), icon: FolderPlus, run: () => runCommand('add-folder') },
      ]}
    />
  );
  const note = stats && stats.documents > 0 ? t('documents.searchable', { done: format.number(stats.searchable), all: format.number(stats.documents) }) : undefined;
  return (
    <Screen title={t('documents.title')} note={note} actions={add}>
      <div className={styles.library}>
        {view.error !== null && (
          <div className={styles.error}>
            <ErrorCard problem={toProblem(view.error)} actions={<Button size="small" onClick={rows.reload}>{t('common.retry')}</Button>} />
          </div>
        )}
        {view.total === 0 && !filtered ? (
          <EmptyState icon={FileText} title={t('documents.empty.title')} actions={<Button onClick={() => runCommand('add-files')}>{t('ingest.addFiles')}</Button>}>
            {t('documents.empty.text')}
          </EmptyState>
        ) : (
          <>
            <Tools onRemove={setRemoving} />
            {view.total === 0 ? (
              <EmptyState icon={SearchX} title={t('documents.nothing.title')} actions={<Button onClick={clearFilter}>{t('documents.filters.clear')}</Button>}>
                {t('documents.nothing.text')}
              </EmptyState>
            ) : (
              <Table rows={rows} view={view} onRemove={setRemoving} />
            )}
          </>
        )}
      </div>
      <ConfirmRemove documents={removing} open={removing.size > 0} onClose={() => setRemoving(NOTHING)} onRemoved={clearSelection} />
    </Screen>
  );
}
