/** What of the history is shown: kept while the window is open. */
import { create } from 'zustand';
import type { RunKind, RunStatus } from '../../../../electron/contract/index.ts';
import type { HistoryWish } from '../../../state/index.ts';

export interface ShownRuns {
  text: string;
  status: RunStatus | null;
  kind: RunKind | null;
  model: string | null;
  promptVersion: string | null;
  conversationId: string | null;
  /** How many days back, today among them; null: from the beginning. */
  days: number | null;
}

export const EVERYTHING: ShownRuns = { text: '', status: null, kind: null, model: null, promptVersion: null, conversationId: null, days: null };

export const useShownRuns = create<ShownRuns>()(() => EVERYTHING);

/** What was asked for from another screen replaces what was chosen here. */
export const showOnly = (wish: HistoryWish): void => useShownRuns.setState({ ...EVERYTHING, ...wish });

export const isEverything = (shown: ShownRuns): boolean => Object.entries(EVERYTHING).every(([name, value]) => Object.entries(shown).some(([other, chosen]) => other === name && chosen === value));

/** A day begins at midnight where the person is. */
function sinceDays(days: number, now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - (days - 1)).toISOString();
}

/** As the core wants it. */
export const filterOf = ({ text, status, kind, model, promptVersion, conversationId, days }: ShownRuns, now = new Date()) => ({
  text: text.trim(),
  statuses: status === null ? [] : [status],
  kinds: kind === null ? [] : [kind],
  model,
  promptVersion,
  conversationId,
  from: days === null ? null : sinceDays(days, now),
  to: null,
});
