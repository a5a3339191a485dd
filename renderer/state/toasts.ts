/** Short notes at the bottom of the window: what was done, or what could not be. */
import { create } from 'zustand';
import { toProblem } from '../transport/index.ts';
import { type Toast, withToast } from './toast-list.ts';

interface Toasts {
  items: readonly Toast[];
  next: number;
}

export const useToasts = create<Toasts>()(() => ({ items: [], next: 1 }));

const push = (toast: Omit<Toast, 'id'>): void => useToasts.setState(({ items, next }) => ({ items: withToast(items, { ...toast, id: next }), next: next + 1 }));

export const note = (text: string, action?: Toast['action']): void => push({ content: { kind: 'note', text }, ...(action && { action }) });
export const dismissToast = (id: number): void => useToasts.setState(({ items }) => ({ items: items.filter((toast) => toast.id !== id) }));

/** Shows what went wrong; for `catch(showProblem)`. */
export const showProblem = (error: unknown, file?: string): void =>
  push({ content: { kind: 'problem', problem: toProblem(error), ...(file !== undefined && { file }) } });

/** Starts something and shows what went wrong, for event handlers. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch((error: unknown) => showProblem(error));
}
