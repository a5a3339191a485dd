import { expect, test } from 'vitest';
import { readNumber } from './parts.tsx';

test.each<[string, boolean, number | null]>([
  ['12', true, 12],
  [' 12 ', true, 12],
  ['0,5', false, 0.5],
  ['0.5', false, 0.5],
  ['0,5', true, null],
  ['101', true, null],
  ['-1', true, null],
  ['12 MB', true, null],
  ['', true, null],
])('%j, whole %s', (text, whole, value) => {
  expect(readNumber(text, { min: 0, max: 100, whole })).toBe(value);
});
