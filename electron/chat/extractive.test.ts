import { expect, test } from 'vitest';
import type { Source } from '../contract/index.ts';
import { composeExtract } from './extractive.ts';
import type { ExtractedSentence } from './ports.ts';

const source = (number: number): Source => ({
  number,
  passageId: `p${number}`,
  documentId: `d${number}`,
  documentName: `${number}.pdf`,
  page: 1,
  pageLabel: null,
  charStart: 0,
  charEnd: 100,
  text: 'Cijeli odlomak.',
  headingPath: [],
  language: 'hr',
  score: 0.5,
  channels: {},
});
const said = (place: number, text: string): ExtractedSentence => ({ text, source: place, page: 1, charStart: 0, charEnd: text.length, score: 1, role: 'said' });

test('sentences of a source stand together, another source is another paragraph', () => {
  const { text, used } = composeExtract([source(1), source(2)], [said(1, 'Rok je 15 dana.'), said(1, 'Teče od dostave.'), said(2, 'Žalba je besplatna.')], 'hr');
  expect(text).toBe('Rok je 15 dana. [1] Teče od dostave. [1]\n\nŽalba je besplatna. [2]');
  expect(used).toEqual([1, 2]);
});

test('points of a list stand below the words that open it, each on its line', () => {
  const { text, sentences } = composeExtract([source(1)], [said(1, 'Potrebno je:'), said(1, '- osobna iskaznica'), said(1, '- rodni list'), said(1, 'Upisi traju do petka.')], 'hr');
  expect(text).toBe('Potrebno je: [1]\n- osobna iskaznica [1]\n- rodni list [1]\n\nUpisi traju do petka. [1]');
  expect(sentences.map((one) => text.slice(one.charStart, one.charEnd))).toEqual(['Potrebno je: [1]', '- osobna iskaznica [1]', '- rodni list [1]', 'Upisi traju do petka. [1]']);
});

test('without a chosen sentence the best passage is quoted whole', () => {
  expect(composeExtract([source(1)], [], 'hr').text).toBe('Cijeli odlomak. [1]');
});

test.each([
  ['hr', 'Dijelovi dokumenta:'],
  ['en', 'Parts of the document:'],
] as const)('a whole document (%s): its title, what it says, and its parts as a list', (language, parts) => {
  const title = { ...said(1, 'Ugovor o najmu'), role: 'title' as const };
  const headings = ['Najamnina', 'Otkaz'].map((text) => ({ ...said(2, text), role: 'heading' as const }));
  const { text, sentences } = composeExtract([source(1), source(2)], [title, said(1, 'Predmet je stan.'), ...headings], language);
  expect(text).toBe(`Ugovor o najmu [1]\n\nPredmet je stan. [1]\n\n${parts}\n\n- Najamnina [2]\n- Otkaz [2]`);
  expect(text.slice(sentences[2]?.charStart, sentences[2]?.charEnd)).toBe('- Najamnina [2]');
});
