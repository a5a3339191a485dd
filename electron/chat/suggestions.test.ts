import { expect, test } from 'vitest';
import type { Answer } from '../contract/index.ts';
import { toSources } from './sources.ts';
import { suggestNext } from './suggestions.ts';
import { passage } from './testing.ts';

const SOURCES = toSources(
  [
    passage('Rok za žalbu je 15 dana. Pristojba iznosi 20 eura.'),
    passage('Jamstvo traje dvije godine. Mjesečna zakupnina iznosi 300 eura.', { page: 4 }),
    passage('The deposit is 1300 euros.', { page: 5, language: 'en' }),
    passage('Naknada iznosi 7 eura.', { documentId: '0197a000-0000-7000-8000-000000000002' }),
  ],
  () => 'Zakon.pdf',
);
const answer: Answer = { mode: 'extractive', fallback: null, language: 'hr', confidence: 1, sources: SOURCES, used: [1], sentences: [], timings: {}, generation: null, runId: null };

test('next questions are answered by what was read: parts not used first, nothing asked or said already, in the language of the answer', () => {
  expect(suggestNext(answer, 'Rok za žalbu je 15 dana [1].', ['Koji je rok za žalbu?'])).toEqual(['Koliko traje jamstvo?', 'Koliko iznosi mjesečna zakupnina?', 'Koliko iznosi pristojba?']);
  expect(suggestNext(answer, 'Rok za žalbu je 15 dana [1].', ['Koji je rok za žalbu?', 'A koliko traje jamstvo?', 'Kolika je pristojba i koliko iznosi?'])).toEqual(['Koliko iznosi mjesečna zakupnina?']);
});

test('none where the answer stands on nothing', () => expect(suggestNext({ ...answer, mode: 'refused', used: [] }, '', ['Što?'])).toEqual([]));

test('a part is asked about by its heading, less the colon behind it', () => {
  const sources = toSources([passage('Radovi su u tijeku.', { headingPath: ['Faze izrade baze podataka:'] })], () => 'Zakon.pdf');
  expect(suggestNext({ ...answer, sources }, '', ['Što je novo?'])).toEqual(['Što piše u dijelu „Faze izrade baze podataka”?']);
});
