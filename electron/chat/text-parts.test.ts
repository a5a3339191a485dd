import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWrongLanguage } from './answer-language.ts';
import { loopIn } from './loops.ts';
import { createMarkerFilter } from './markers.ts';
import { splitSentences } from './sentences.ts';

const through = (pieces: string[]): string => {
  const filter = createMarkerFilter((code) => (code <= 3 ? code + 10 : undefined));
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end();
};

test.each([
  ['Rok je 15 dana [1].', 'Rok je 15 dana [11].'],
  ['Dva izvora [1, 2] i [3].', 'Dva izvora [11][12] i [13].'],
  ['Nigdje [9] ne vodi.', 'Nigdje ne vodi.'],
  ['Pola [2, 9].', 'Pola [12].'],
  ['Kako piše [odlomak 2].', 'Kako piše [12].'],
  ['Raspon [1-3].', 'Raspon [11][12][13].'],
  ['Kratko [S1], fusnota [^2], uglato 【3†izvor】.', 'Kratko [11], fusnota [12], uglato [13].'],
  ['Okruglo (1). I na kraju (2)', 'Okruglo [11]. I na kraju [12]'],
  ['Stavak (4) i (1) kao u tekstu, godine [2019-2021].', 'Stavak (4) i (1) kao u tekstu, godine [2019-2021].'],
  ['Polje a[i] i [x] ostaju.', 'Polje a[i] i [x] ostaju.'],
  ['Nedovršeno [', 'Nedovršeno ['],
  ['Korijen $\\sqrt[3]{x}$ [1].', 'Korijen $\\sqrt[3]{x}$ [11].'],
])('marks: %s', (written, shown) => expect(through([written])).toBe(shown));

test('marks are the same however the text is cut', () => {
  const part = fc.constantFrom('Rok je 15 dana', ' ', '[1]', '[9]', '[1, 2]', '(1)', '(', ')', '【2】', '[S', '[', ']', '. ', '\n', '[x]', 'č', '🙂', '\\sqrt', '\\');
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.nat(20)), (parts, cuts) => {
      const text = parts.join('');
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
      expect(through(pieces)).toBe(through([text]));
    }),
    { examples: [[['(1)', '[9]', '. '], [4]]] },
  );
});

test.each([
  ['Rok je 15 dana. [1] Pristojba je 20 eura [2].', ['Rok je 15 dana. [1]', 'Pristojba je 20 eura [2].']],
  ['Prema čl. 5. st. 2. Zakona rok je 8 dana. Teče od 1. svibnja 2026.', ['Prema čl. 5. st. 2. Zakona rok je 8 dana.', 'Teče od 1. svibnja 2026.']],
  ['Dr. Horvat je potpisao. Tko još?', ['Dr. Horvat je potpisao.', 'Tko još?']],
  ['- Prvo [1]\n- Drugo [2]', ['- Prvo [1]', '- Drugo [2]']],
  ['Iznos je 1.234,50 eura. „Točno.” Dalje.', ['Iznos je 1.234,50 eura.', '„Točno.”', 'Dalje.']],
  ['Brzina je $v = 1. 5$ [1]. Dalje.', ['Brzina je $v = 1. 5$ [1].', 'Dalje.']],
  ['Vrijedi\n\\[\nE = m c^2\n\\]\nuvijek.', ['Vrijedi', '\\[\nE = m c^2\n\\]', 'uvijek.']],
  ['', []],
])('sentences: %s', (text, sentences) => expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(sentences));

test('sentences cover everything but white space, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const covered = splitSentences(text).map(({ start, end }) => text.slice(start, end)).join('');
      expect(covered.replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
    }),
  );
});

test.each([
  ['hr', 'Rok za žalbu je petnaest dana od dana primitka rješenja.', false],
  ['hr', 'The deadline is fifteen days from the receipt of the decision.', true],
  ['en', 'Rok za žalbu je petnaest dana od dana primitka rješenja.', true],
  ['en', 'The deadline is fifteen days from the receipt of the decision.', false],
  ['hr', '上诉的期限是十五天。', true],
  ['hr', 'Рок за жалбу је петнаест дана.', true],
  ['hr', 'Hrvatska pošta d.d., Jurišićeva 13, Zagreb', false],
  ['en', 'Acme Ltd, 15 days', false],
] as const)('language %s: %s', (language, text, wrong) => expect(isWrongLanguage(text, language)).toBe(wrong));

test.each([
  ['the the the the the the', 'the'],
  ['Rok je 15 dana. i tako i tako i tako i tako', 'Rok je 15 dana. i tako'],
  ['Prvo. The fee is 20 euros. The fee is 20 euros. The fee is 20 euros.', 'Prvo. The fee is 20 euros.'],
  ['ne, ne, ne', null],
  ['vrlo vrlo vrlo važno', null],
  ['| 0 | 0 | 0 | 0 | 0 | 0 | 0', null],
  ['Rok je 15 dana, a pristojba 20 eura.', null],
])('a loop is cut behind what it repeats: %s', (text, kept) => {
  const at = loopIn(text);
  expect(at === null ? null : text.slice(0, at)).toBe(kept);
});
