import { expect, test } from 'vitest';
import type { Holding } from '../protocol.ts';
import type { Estimator } from './memory.ts';
import { planHolding } from './memory.ts';

const MB = 1024 * 1024;
const RESERVE = 512 * MB;
const WEIGHTS = 1000 * MB;

/** 1 MB for every 16 tokens of a conversation's state, half of it in 8 bits. */
const estimator = (canQuantise = true): Estimator =>
  Object.assign(
    async ({ contextTokens, sequences, kvCache }: Holding) => ({
      ramBytes: WEIGHTS + ((contextTokens * sequences) / 16) * MB * (kvCache === 'full' ? 1 : 0.5),
      vramBytes: 0,
      contextTokens,
      trainedContextTokens: 32_768,
    }),
    { trainedContextTokens: 32_768, canQuantise },
  );

test.each([
  ['there is plenty', 'auto', 3000, { contextTokens: 8192, sequences: 2, kvCache: 'full' }],
  ['two conversations do not fit', 'auto', 1600, { contextTokens: 8192, sequences: 1, kvCache: 'full' }],
  ['one fits in 8 bits only', 'auto', 1300, { contextTokens: 8192, sequences: 1, kvCache: 'quantised' }],
  ['8 bits are not enough', 'auto', 1200, { contextTokens: 4096, sequences: 1, kvCache: 'quantised' }],
  ['16 bits are wanted', 'full', 1300, { contextTokens: 4096, sequences: 1, kvCache: 'full' }],
  ['8 bits are wanted', 'quantised', 3000, { contextTokens: 8192, sequences: 2, kvCache: 'quantised' }],
] as const)('how a model is held when %s', async (_, kvCache, room, holding) => {
  expect(await planHolding({ contextTokens: 8192, kvCache }, RESERVE + room * MB, estimator())).toEqual(holding);
});

test('a model that cannot keep its state in 8 bits takes a smaller context', async () => {
  expect(await planHolding({ contextTokens: 8192, kvCache: 'auto' }, RESERVE + 1300 * MB, estimator(false))).toEqual({ contextTokens: 4096, sequences: 1, kvCache: 'full' });
});

test('no more context than the model was trained with', async () => {
  expect(await planHolding({ contextTokens: 131_072, kvCache: 'auto' }, RESERVE + 10_000 * MB, estimator())).toMatchObject({ contextTokens: 32_768 });
});

test('what does not fit is refused with what it needs and what is free', async () => {
  await expect(planHolding({ contextTokens: 8192, kvCache: 'auto' }, RESERVE + 1010 * MB, estimator())).rejects.toMatchObject({
    code: 'model-too-large',
    details: { neededBytes: WEIGHTS + 32 * MB, freeBytes: 1010 * MB },
  });
});
