/** The notes in sight: the newest few, each word once. */
import type { Problem } from '../../electron/contract/index.ts';

export interface Toast {
  id: number;
  content: { kind: 'note'; text: string } | { kind: 'problem'; problem: Problem; file?: string };
  action?: { label: string; run(): void };
}

const MOST = 4;

/** What is said again stands at the end, and no longer where it stood. What can be acted on stays as often as it was said. */
export function withToast(items: readonly Toast[], toast: Toast): Toast[] {
  const said = JSON.stringify(toast.content);
  const others = toast.action === undefined ? items.filter((one) => one.action !== undefined || JSON.stringify(one.content) !== said) : items;
  return [...others.slice(1 - MOST), toast];
}
