import type { CatalogueModel } from '../../../../electron/contract/index.ts';

/** About three Croatian words a second: slower than one reads, an answer is waited for. */
const READABLE_TOKENS_PER_SECOND = 6;

/**
 * Of the generators that fit well, the largest that writes at reading speed, since larger answers better;
 * on a machine too slow for all of them, the smallest.
 */
export function bestFit(catalogue: readonly CatalogueModel[]): CatalogueModel | null {
  const bySize = catalogue
    .filter((model) => model.role === 'generator' && model.fit === 'good' && model.memoryBytes !== null)
    .toSorted((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0));
  return bySize.find((model) => (model.expectedTokensPerSecond ?? 0) >= READABLE_TOKENS_PER_SECOND) ?? bySize.at(-1) ?? null;
}
