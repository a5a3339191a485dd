import { expect, test } from 'vitest';
import { parseRange } from './range.ts';

test.each<[string | null, number, ReturnType<typeof parseRange>]>([
  [null, 10, { kind: 'all' }],
  ['bytes=0-3', 10, { kind: 'part', start: 0, end: 3 }],
  ['bytes=4-', 10, { kind: 'part', start: 4, end: 9 }],
  ['bytes=4-99', 10, { kind: 'part', start: 4, end: 9 }],
  ['bytes=-3', 10, { kind: 'part', start: 7, end: 9 }],
  ['bytes=-99', 10, { kind: 'part', start: 0, end: 9 }],
  ['bytes=-0', 10, { kind: 'unsatisfiable' }],
  ['bytes=10-', 10, { kind: 'unsatisfiable' }],
  ['bytes=0-', 0, { kind: 'unsatisfiable' }],
  ['bytes=5-2', 10, { kind: 'all' }],
  ['bytes=0-1,4-5', 10, { kind: 'all' }],
  ['bytes=-', 10, { kind: 'all' }],
  ['pages=1-2', 10, { kind: 'all' }],
])('%s of %i bytes', (header, size, range) => {
  expect(parseRange(header, size)).toEqual(range);
});
