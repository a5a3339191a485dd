import { describe, expect, it } from 'vitest';
import type { CatalogueModel } from '../../../../electron/contract/index.ts';
import { bestFit } from './bestFit.ts';

const model = (id: string, gigabytes: number, speed: number | null, fit: CatalogueModel['fit'] = 'good'): CatalogueModel => ({
  id, role: 'generator', name: id, licence: 'Apache-2.0', languages: ['hr', 'en'], repository: id, files: [], parameters: '', quantisation: null,
  contextTokens: null, note: { hr: '', en: '' }, fit, memoryBytes: gigabytes * 1e9, expectedTokensPerSecond: speed, installed: false, jobId: null, paused: false,
});

describe('the offered model', () => {
  it.each([
    ['the largest that is quick enough', [model('4b', 4, 11), model('12b', 9, 5), model('7b', 6, 8)], '7b'],
    ['the smallest where all are slow', [model('4b', 4, 2), model('12b', 9, 1)], '4b'],
    ['none that does not fit', [model('4b', 4, 9, 'no')], undefined],
    ['the smallest where no speed is known', [model('4b', 4, null), model('12b', 9, null)], '4b'],
  ])('%s', (_, catalogue, id) => {
    expect(bestFit(catalogue)?.id).toBe(id);
  });
});
