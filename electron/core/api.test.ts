import { expect, test } from 'vitest';
import { splitName } from './api.ts';

test.each([
  ['ugovor.pdf', { name: 'ugovor.pdf', folder: '' }],
  ['2026/svibanj/ugovor č.pdf', { name: 'ugovor č.pdf', folder: '2026/svibanj' }],
  ['C:\\Users\\Ana\\ugovor.pdf', { name: 'ugovor.pdf', folder: 'C:/Users/Ana' }],
  ['../../etc/passwd', { name: 'passwd', folder: 'etc' }],
  ['/a//./b/../c.pdf', { name: 'c.pdf', folder: 'a/b' }],
  ['c\u030C.pdf', { name: 'č.pdf', folder: '' }],
  ['', { name: '', folder: '' }],
])('%j', (name, place) => {
  expect(splitName(name)).toEqual(place);
});
