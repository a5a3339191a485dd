/** Handing-over sessions of this window: what it still has to send, what was refused. */
import { create } from 'zustand';
import type { RejectedFile } from '../../../electron/contract/index.ts';
import { showProblem } from '../../state/index.ts';
import { client } from '../../transport/index.ts';

export interface Handing {
  id: string;
  /** Files found so far; final when `listed`. */
  found: number;
  listed: boolean;
  /** Files the core has taken or refused. */
  handed: number;
  duplicates: number;
  refused: readonly RejectedFile[];
  startedAt: number;
}

interface Ingest {
  handings: ReadonlyMap<string, Handing>;
  /** Batches the person closed in the tray. */
  closed: ReadonlySet<string>;
  /** Batches the person cancelled. */
  cancelled: ReadonlySet<string>;
  folded: boolean;
}

export const useIngest = create<Ingest>()(() => ({ handings: new Map(), closed: new Set(), cancelled: new Set(), folded: false }));

export function changeHanding(id: string, change: (handing: Handing) => Handing): void {
  useIngest.setState(({ handings }) => {
    const handing = handings.get(id);
    return handing ? { handings: new Map(handings).set(id, change(handing)) } : {};
  });
}

export const openHanding = (id: string): void =>
  useIngest.setState(({ handings }) => ({
    folded: false,
    handings: new Map(handings).set(id, { id, found: 0, listed: false, handed: 0, duplicates: 0, refused: [], startedAt: Date.now() }),
  }));

export function closeBatch(id: string): void {
  useIngest.setState(({ closed }) => ({ closed: new Set(closed).add(id) }));
  // The core keeps the failures for other windows and the next start until they have been read.
  client.documents.closeBatch({ batchId: id }).catch(showProblem);
}
export const foldTray = (folded: boolean): void => useIngest.setState({ folded });
export const markCancelled = (id: string): void => useIngest.setState(({ cancelled }) => ({ cancelled: new Set(cancelled).add(id) }));
