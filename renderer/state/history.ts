/** What the run history is asked for from elsewhere: its screen takes the wish over. */
import { create } from 'zustand';
import { go } from './navigation.ts';

export interface HistoryWish {
  promptVersion?: string;
  conversationId?: string;
}

export const useHistoryWish = create<{ wish: HistoryWish | null }>()(() => ({ wish: null }));

/** Opens the history, narrowed. */
export function historyOf(wish: HistoryWish): void {
  useHistoryWish.setState({ wish });
  go({ screen: 'runs' });
}
