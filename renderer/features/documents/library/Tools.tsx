import { MessageSquare, Search, Trash2, X } from 'lucide-react';
import { useWords } from '../../../i18n/index.ts';
import { askOver, runCommand } from '../../../state/index.ts';
import { Button, IconButton, Select, TextField, useTypedText } from '../../../ui/index.ts';
import type { NamesById } from '../remove.tsx';
import styles from './Library.module.css';
import { clearSelection, STATE_FILTERS, TYPE_FILTERS, useLibraryQuery, type StateFilter, type TypeFilter } from './query.ts';

const keysOf = <T extends object>(table: T): (keyof T & string)[] => Object.keys(table) as (keyof T & string)[];

/** Above the table: search and filter, or what can be done with the selection. */
export function Tools({ onRemove }: { onRemove(documents: NamesById): void }) {
  const selected = useLibraryQuery((query) => query.selected);
  return <div className={styles.tools}>{selected.size > 0 ? <Selection selected={selected} onRemove={onRemove} /> : <Filter />}</div>;
}

const find = (text: string): void => useLibraryQuery.setState({ text: text.trim() });

function Filter() {
  const { t } = useWords();
  const { states, types, text } = useLibraryQuery();
  const [typed, type] = useTypedText(text, find);
  const label = (name: StateFilter): { value: StateFilter; label: string } => ({ value: name, label: t(`documents.filters.states.${name}`) });
  const typeLabel = (name: TypeFilter): { value: TypeFilter; label: string } => ({ value: name, label: t(`documents.filters.types.${name}`) });
  return (
    <>
      <TextField className={styles.search} quiet label={t('documents.search')} placeholder={t('documents.search')} icon={Search} type="search" value={typed} onChange={type} />
      <Select quiet label={t('documents.filters.state')} value={states} options={keysOf(STATE_FILTERS).map(label)} onChange={(value) => useLibraryQuery.setState({ states: value })} />
      <Select quiet label={t('documents.filters.type')} value={types} options={keysOf(TYPE_FILTERS).map(typeLabel)} onChange={(value) => useLibraryQuery.setState({ types: value })} />
    </>
  );
}

function Selection({ selected, onRemove }: { selected: NamesById; onRemove(documents: NamesById): void }) {
  const { t } = useWords();
  const ask = (): void => {
    askOver([...selected].map(([id, name]) => ({ id, name })));
    clearSelection();
    runCommand('new-conversation');
  };
  return (
    <>
      <IconButton icon={X} label={t('common.clear')} onClick={clearSelection} />
      <span className={styles.selected} aria-live="polite">
        {t('documents.selected', { count: selected.size })}
      </span>
      <span className={styles.spread} />
      <Button icon={MessageSquare} onClick={ask}>
        {t('documents.askOver', { count: selected.size })}
      </Button>
      <Button icon={Trash2} onClick={() => onRemove(selected)}>
        {t('common.delete')}
      </Button>
    </>
  );
}
