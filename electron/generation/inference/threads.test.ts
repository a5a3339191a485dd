import { expect, test } from 'vitest';
import { threadsFor } from './backend.ts';

test.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [16, 15],
])('of %i physical cores %i do the arithmetic', (cpuMathCores, threads) => expect(threadsFor({ cpuMathCores })).toBe(threads));
