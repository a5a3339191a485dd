import { beforeAll, expect, test } from 'vitest';
import i18next from 'i18next';
import { ERROR_STATUS } from '../../electron/contract/values.ts';
import { en } from './en/index.ts';
import { createFormats } from './format.ts';
import { hr } from './hr/index.ts';
import { pickLanguage, setLanguage, startWords } from './index.ts';
import { problemWords } from './problem.ts';
import { stageWords } from './stage.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** All texts by their dotted keys. */
function flat(words: unknown, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  if (!isRecord(words)) return found;
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [below, text] of flat(value, `${prefix}${key}.`)) found.set(below, text);
  }
  return found;
}

const english = flat(en);
const croatian = flat(hr);
const blanks = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort();

beforeAll(() => startWords('hr'));

test('both languages have the same keys, Croatian one form more for each plural', () => {
  const expected = [...english.keys()].flatMap((key) => (key.endsWith('_other') ? [key, key.replace(/_other$/, '_few')] : [key])).sort();
  expect([...croatian.keys()].sort()).toEqual(expected);
});

test('each plural has its forms', () => {
  const without = [...english.keys()].filter((key) => key.endsWith('_other') && !english.has(key.replace(/_other$/, '_one')));
  expect(without).toEqual([]);
});

test('a text has the same blanks in both languages', () => {
  const inEnglish = (key: string): string => english.get(key) ?? english.get(key.replace(/_few$/, '_other')) ?? '';
  const different = [...croatian].filter(([key, text]) => blanks(text).join() !== blanks(inEnglish(key)).join());
  expect(different).toEqual([]);
});

test('no Croatian text was left in English or empty where English has words', () => {
  const same = [...croatian].filter(([key, text]) => text === english.get(key) && /[a-z]{4,} [a-z]{3,}/.test(text));
  expect(same).toEqual([]);
  const empty = [...croatian].filter(([key, text]) => text === '' && english.get(key) !== '');
  expect(empty).toEqual([]);
});

test.each([
  [1, '1 dokument', '1 stranica'],
  [2, '2 dokumenta', '2 stranice'],
  [5, '5 dokumenata', '5 stranica'],
  [11, '11 dokumenata', '11 stranica'],
  [12, '12 dokumenata', '12 stranica'],
  [21, '21 dokument', '21 stranica'],
  [22, '22 dokumenta', '22 stranice'],
  [25, '25 dokumenata', '25 stranica'],
  [101, '101 dokument', '101 stranica'],
  [1002, '1.002 dokumenta', '1.002 stranice'],
])('%d in Croatian', async (count, documents, pages) => {
  await setLanguage('hr');
  expect(i18next.t('documents.askOver', { count })).toBe(`Pitaj ${documents}`);
  expect(i18next.t('documents.units.page', { count })).toBe(pages);
});

test.each(['hr', 'en'] as const)('every code of the contract has words in %s, with and without a file', async (language) => {
  await setLanguage(language);
  const said = Object.keys(ERROR_STATUS).flatMap((code) => [undefined, 'ugovor.pdf'].map((file) => problemWords(i18next.t, { code, message: '', details: {} }, file)));
  const sentence = /^(?:[„“]ugovor\.pdf”: )?\p{Lu}.+\.$/u;
  const leftOpen = /\{\{| {2}|„”|“”/;
  expect(said.filter(({ what, todo }) => !sentence.test(what) || !sentence.test(todo) || leftOpen.test(what + todo))).toEqual([]);
});

test('a protected file in the words of the drawing', async () => {
  await setLanguage('hr');
  const words = problemWords(i18next.t, { code: 'password-required', message: '', details: {} }, 'ugovor.pdf');
  expect(`${words.what} ${words.todo} (${words.code})`).toBe('Datoteka „ugovor.pdf” zaštićena je lozinkom. Nije dodana. Unesite lozinku ili je uklonite pa pokušajte ponovno. (password-required)');
});

test('of one file among many, words that do not name it stand behind its name', async () => {
  await setLanguage('hr');
  const problem = { code: 'storage-full', message: '', details: {} };
  expect(problemWords(i18next.t, problem, 'ugovor.pdf').what).toBe('„ugovor.pdf”: Na disku s podacima Sove više nema mjesta pa ovo nije spremljeno.');
  expect(problemWords(i18next.t, problem).what).toBe('Na disku s podacima Sove više nema mjesta pa ovo nije spremljeno.');
});

test('a code nobody knows is still said', async () => {
  await setLanguage('en');
  expect(problemWords(i18next.t, { code: 'of-another-version', message: '', details: {} }).code).toBe('internal');
});

test('stages in words', async () => {
  await setLanguage('hr');
  const format = createFormats('hr');
  const progress = { stage: 'reading', fraction: 0.3, done: 12, total: 40 } as const;
  expect(stageWords(i18next.t, format, progress)).toBe('čitanje stranice 12 od 40');
  expect(stageWords(i18next.t, format, { ...progress, stage: 'copying', done: 1_500_000, total: 3_000_000 })?.replaceAll('\u00a0', ' ')).toBe('kopiranje, 1,5 MB od 3 MB');
  expect(stageWords(i18next.t, format, { ...progress, stage: 'embedding', done: null })).toBe('izračun vektora');
  expect(stageWords(i18next.t, format, { ...progress, stage: null })).toBeNull();
});

test.each([
  ['hr', ['en-GB'], 'hr'],
  [null, ['de-DE', 'hr-HR'], 'hr'],
  [null, ['bs-BA'], 'hr'],
  [null, ['sr-Latn-RS'], 'hr'],
  [null, ['en_US.UTF-8'], 'en'],
  [null, ['de-DE'], 'en'],
  [null, [], 'en'],
] as const)('chosen %s on a system of %j speaks %s', (chosen, locales, language) => {
  expect(pickLanguage(chosen, locales)).toBe(language);
});
