import { expect, test } from 'vitest';
import { differenceOf, type Figure } from './figures.ts';

const figure = (value: number | null): Figure => ({ name: 'x', shown: String(value), value, amount: (by) => `${by} s` });

test.each([
  [1, 3, '+2 s'],
  [3, 1, '−2 s'],
  [2, 2, ''],
  [null, 2, ''],
  [2, null, ''],
])('from %j to %j: %j', (a, b, said) => {
  expect(differenceOf(figure(a), figure(b))).toBe(said);
});

test('what one of the two does not have makes no difference', () => {
  expect(differenceOf(undefined, figure(1))).toBe('');
});
