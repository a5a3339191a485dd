/** What the library shows: its search, filter, order; and what is selected. */
import { create } from 'zustand';
import type { DocumentState } from '../../../../electron/contract/index.ts';
import type { NamesById } from '../remove.tsx';

export type SortColumn = 'name' | 'folder' | 'type' | 'pages' | 'languages' | 'state' | 'size' | 'addedAt';

export const STATE_FILTERS = {
  all: [],
  working: ['waiting', 'processing'],
  ready: ['ready'],
  trouble: ['partial', 'failed', 'cancelled'],
} as const satisfies Record<string, readonly DocumentState[]>;
export type StateFilter = keyof typeof STATE_FILTERS;

export const TYPE_FILTERS = {
  all: [],
  pdf: ['pdf'],
  word: ['docx', 'docm', 'doc', 'odt', 'rtf', 'txt', 'text', 'md', 'markdown'],
  tables: ['xlsx', 'xlsm', 'xls', 'ods', 'csv', 'tsv'],
  slides: ['pptx', 'pptm', 'ppt', 'odp'],
  web: ['html', 'xhtml', 'mhtml', 'xml'],
  mail: ['eml', 'msg'],
  pictures: ['png', 'jpeg', 'jpg', 'tiff', 'tif', 'webp', 'bmp', 'gif'],
  books: ['epub'],
  archives: ['zip'],
} as const satisfies Record<string, readonly string[]>;
export type TypeFilter = keyof typeof TYPE_FILTERS;

interface LibraryQuery {
  text: string;
  states: StateFilter;
  types: TypeFilter;
  sort: SortColumn;
  descending: boolean;
  /** With their names, so that they can be shown when their rows are not there. */
  selected: NamesById;
}

const FIRST: LibraryQuery = { text: '', states: 'all', types: 'all', sort: 'addedAt', descending: true, selected: new Map() };

export const useLibraryQuery = create<LibraryQuery>()(() => FIRST);

/** The query as the core is asked. */
export function asked({ text, states, types, sort, descending }: Omit<LibraryQuery, 'selected'>) {
  return { filter: { text, states: [...STATE_FILTERS[states]], types: [...TYPE_FILTERS[types]], folder: null }, sort, descending };
}

export const clearFilter = (): void => useLibraryQuery.setState({ text: '', states: 'all', types: 'all' });

/** A column again turns the order around; times and sizes begin with the greatest. */
export function sortBy(column: SortColumn): void {
  useLibraryQuery.setState(({ sort, descending }) => (sort === column ? { descending: !descending } : { sort: column, descending: column === 'addedAt' || column === 'size' || column === 'pages' }));
}

export function select(documents: readonly { id: string; name: string }[], on: boolean): void {
  useLibraryQuery.setState(({ selected }) => {
    const next = new Map(selected);
    for (const { id, name } of documents) {
      if (on) next.set(id, name);
      else next.delete(id);
    }
    return { selected: next };
  });
}

/** Documents that are gone cannot be chosen. */
export function forget(ids: readonly string[]): void {
  const { selected } = useLibraryQuery.getState();
  if (ids.some((id) => selected.has(id))) select(ids.map((id) => ({ id, name: '' })), false);
}

export const clearSelection = (): void => useLibraryQuery.setState({ selected: new Map() });
