import { expect, test } from 'vitest';
import { rowAfterKey } from './gridKeys.ts';

test.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 7],
  ['PageDown', 8, 9],
  ['PageUp', 2, 0],
  ['Home', 7, 0],
  ['End', 0, 9],
  ['Enter', 3, null],
])('%s from row %d of ten, four in sight: %j', (key, here, goal) => {
  expect(rowAfterKey(key, { here, total: 10, page: 4 })).toBe(goal);
});

test('an empty table has nowhere to go', () => {
  expect(rowAfterKey('End', { here: -1, total: 0, page: 4 })).toBeNull();
});
