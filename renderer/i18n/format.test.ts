import { expect, test } from 'vitest';
import { createFormats } from './format.ts';

const hr = createFormats('hr');
const en = createFormats('en');
/** A space that does not break, as a plain one. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const noon = new Date(2026, 4, 5, 14, 5).toISOString();

test('Croatian as it is written', () => {
  expect(hr.date(noon)).toBe('5. svibnja 2026.');
  expect(hr.shortDate(noon)).toBe('5. 5. 2026.');
  expect(hr.time(noon)).toBe('14:05');
  expect(hr.number(1234.5)).toBe('1.234,5');
  expect(plain(hr.percent(0.62))).toBe('62 %');
  expect(plain(hr.bytes(4_700_000_000))).toBe('4,7 GB');
});

test('English as it is written', () => {
  expect(en.date(noon)).toBe('5 May 2026');
  expect(en.time(noon)).toBe('14:05');
  expect(en.number(1234.5)).toBe('1,234.5');
  expect(en.percent(0.62)).toBe('62%');
  expect(plain(en.bytes(4_700_000_000))).toBe('4.7 GB');
});

test('nothing is whole before it is whole', () => {
  expect(en.percent(0.999)).toBe('99%');
  expect(en.percent(1)).toBe('100%');
  expect(en.percent(-1)).toBe('0%');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [240_400, '240 kB'],
  [1_500_000, '1,5 MB'],
  [250_000_000, '250 MB'],
  [3e15, '3.000 TB'],
])('%d bytes', (bytes, words) => {
  expect(plain(hr.bytes(bytes))).toBe(words);
});

test.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [60, '1 min'],
  [150, '3 min'],
  [3600, '1 h'],
  [7800, '2 h 10 min'],
])('%d seconds', (seconds, words) => {
  expect(plain(hr.duration(seconds))).toBe(words);
});

test('the Croatian alphabet, numbers by value', () => {
  const names = ['žaba', 'ćup', 'čaj', 'cilj', 'džep', 'dud', 'đak', 'njega', 'nula', 'ljeto', 'luk', 'čl. 12', 'čl. 2'];
  expect(names.toSorted(hr.compare)).toEqual(['cilj', 'čaj', 'čl. 2', 'čl. 12', 'ćup', 'dud', 'džep', 'đak', 'luk', 'ljeto', 'nula', 'njega', 'žaba']);
});
