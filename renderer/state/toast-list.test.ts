import { expect, test } from 'vitest';
import { type Toast, withToast } from './toast-list.ts';

const said = (...toasts: Omit<Toast, 'id'>[]): number[] => toasts.reduce<Toast[]>((items, toast, id) => withToast(items, { ...toast, id }), []).map(({ id }) => id);
const saved: Omit<Toast, 'id'> = { content: { kind: 'note', text: 'Spremljeno.' } };
const full: Omit<Toast, 'id'> = { content: { kind: 'problem', problem: { code: 'storage-full', message: '', details: {} } } };
const note = (text: string): Omit<Toast, 'id'> => ({ content: { kind: 'note', text } });

test('what is said again is said once, anew', () => expect(said(full, saved, full, full)).toEqual([1, 3]));

test('what can be acted on stays as often as it was said', () => {
  const undone = { ...saved, action: { label: 'Vrati', run: () => undefined } };
  expect(said(undone, undone)).toEqual([0, 1]);
});

test('the oldest give way', () => expect(said(...['a', 'b', 'c', 'd', 'e'].map(note))).toEqual([1, 2, 3, 4]));
