/** Ten thousand rows of which only those in sight are fetched, and which follow live changes. */
import { useMemo, useSyncExternalStore } from 'react';

export const PART = 100;

/** While thousands of documents change, what is in sight is fetched again only this often. */
const RELOAD_PAUSE_MS = 1000;

export interface RowsView<T> {
  /** null before the first answer. */
  total: number | null;
  row(index: number): T | undefined;
  error: unknown;
}

export type FetchPart<T> = (offset: number, limit: number) => Promise<{ items: T[]; total: number }>;

/** `value` null: it is gone. */
export interface RowChange<T> {
  id: string;
  value: T | null;
}

export interface Rows<T> {
  view(): RowsView<T>;
  subscribe(listener: () => void): () => void;
  /** What is in sight; fetches what is missing there. */
  show(first: number, last: number): void;
  /** Puts changed rows in their place; what is new or gone makes it fetch again. */
  apply(changes: readonly RowChange<T>[]): void;
  /** Fetches again what is in sight; the old stays until the new is there. */
  reload(): void;
}

export function createRows<T extends { id: string }>(fetchPart: FetchPart<T>): Rows<T> {
  let rows = new Map<number, T>();
  let total: number | null = null;
  let error: unknown = null;
  let view: RowsView<T> = { total, row: (index) => rows.get(index), error };
  let sight = { first: 0, last: PART - 1 };
  let edition = 0;
  let reloadedAt = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const fetched = new Map<number, number>();
  const listeners = new Set<() => void>();

  const publish = (): void => {
    const now = rows;
    view = { total, row: (index) => now.get(index), error };
    for (const listener of listeners) listener();
  };

  const fetchOne = async (part: number, wanted: number): Promise<void> => {
    try {
      const answer = await fetchPart(part * PART, PART);
      if (wanted !== edition) return;
      total = answer.total;
      error = null;
      const next = new Map([...rows].filter(([index]) => index < answer.total && Math.floor(index / PART) !== part));
      answer.items.forEach((value, index) => next.set(part * PART + index, value));
      rows = next;
    } catch (failure) {
      if (wanted !== edition) return;
      fetched.delete(part);
      error = failure;
    }
    publish();
  };

  const fill = (): void => {
    const last = total === null ? 0 : Math.floor(Math.max(0, Math.min(sight.last, total - 1)) / PART);
    for (let part = Math.floor(sight.first / PART); part <= last; part += 1) {
      if (fetched.get(part) === edition) continue;
      fetched.set(part, edition);
      void fetchOne(part, edition);
    }
  };

  const reload = (): void => {
    reloadedAt = Date.now();
    edition += 1;
    fill();
  };

  /** At once, but in a flood of changes only now and then. */
  const reloadSoon = (): void => {
    const pause = reloadedAt + RELOAD_PAUSE_MS - Date.now();
    if (pause <= 0) reload();
    else
      waiting ??= setTimeout(() => {
        waiting = undefined;
        reload();
      }, pause);
  };

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (first, last) => {
      sight = { first, last };
      fill();
    },
    apply: (changes) => {
      const at = new Map([...rows].map(([index, value]) => [value.id, index]));
      let unknown = false;
      const next = new Map(rows);
      for (const change of changes) {
        const index = at.get(change.id);
        if (change.value !== null && index !== undefined) next.set(index, change.value);
        else unknown = true;
      }
      rows = next;
      publish();
      if (unknown) reloadSoon();
    },
    reload,
  };
}

/** Rows for a component; another `fetchPart` is another list. */
export function useRows<T extends { id: string }>(fetchPart: FetchPart<T>): { rows: Rows<T>; view: RowsView<T> } {
  const rows = useMemo(() => createRows(fetchPart), [fetchPart]);
  return { rows, view: useSyncExternalStore(rows.subscribe, rows.view) };
}
