import { expect, it } from 'vitest';
import { shownTerms } from './terms.ts';

it('shows words as they were written, their stems once, and levelled beginnings not at all', () => {
  const question = 'Kako se liječi UPALA pluća?';
  const terms = [
    { token: 'lijeci', forms: [], weight: 3 },
    { token: 'upala', forms: ['upal', 'upal', '_upa'], weight: 2 },
    { token: 'pluca', forms: ['_plu'], weight: 2 },
    // Written out by the search itself: čl. as članak.
    { token: 'clanak', forms: ['clan'], weight: 1 },
  ];
  expect(shownTerms({ question, searched: question, terms })).toEqual([
    { word: 'liječi', stems: [], begun: false, weight: 3 },
    { word: 'upala', stems: ['upal'], begun: true, weight: 2 },
    { word: 'pluća', stems: [], begun: true, weight: 2 },
    { word: 'clanak', stems: ['clan'], begun: false, weight: 1 },
  ]);
});
