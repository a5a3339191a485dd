import { expect, test } from 'vitest';
import { indexed } from './indexed.ts';

test.each([
  ['nothing is known of the library yet', 1, null, 1],
  ['an empty library lacks nothing', 1, { documents: 0, searchable: 0, failed: 0 }, 1],
  ['documents that wait are not in the index', 1, { documents: 63, searchable: 15, failed: 3 }, 0.25],
  ['what could not be read is not waited for', 1, { documents: 63, searchable: 57, failed: 6 }, 1],
  ['passages without a vector count too', 0.5, { documents: 4, searchable: 2, failed: 0 }, 0.25],
  ['all of them failed', 1, { documents: 2, searchable: 0, failed: 2 }, 1],
])('%s', (_, coverage, stats, share) => {
  expect(indexed(coverage, stats)).toBe(share);
});
