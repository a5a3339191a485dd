import { expect, test } from 'vitest';
import { EVERYTHING, filterOf, isEverything } from './filter.ts';

test('nothing chosen is everything', () => {
  expect(isEverything(EVERYTHING)).toBe(true);
  expect(isEverything({ ...EVERYTHING, status: 'failed' })).toBe(false);
  expect(filterOf(EVERYTHING)).toEqual({ text: '', statuses: [], kinds: [], model: null, promptVersion: null, conversationId: null, from: null, to: null });
});

test('today begins at midnight where the person is, and a week has seven days', () => {
  const now = new Date(2026, 2, 2, 14, 5);
  expect(new Date(filterOf({ ...EVERYTHING, days: 1 }, now).from ?? '')).toEqual(new Date(2026, 2, 2));
  expect(new Date(filterOf({ ...EVERYTHING, days: 7 }, now).from ?? '')).toEqual(new Date(2026, 1, 24));
});
