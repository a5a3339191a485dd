import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, displayPlace, fold, sortKey } from './words.ts';

describe('the Croatian order', () => {
  const collator = new Intl.Collator('hr', { numeric: true, sensitivity: 'variant' });
  const letters = 'aAbcčćdđDžefghijklljmnnjoprsštuvzžŽ qwxy0129'.split('');
  const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

  it('is that of the standard', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const primary = new Intl.Collator('hr', { numeric: true, sensitivity: 'base' }).compare(a.toLowerCase(), b.toLowerCase());
        fc.pre(primary !== 0);
        expect(Math.sign(compare(sortKey(a), sortKey(b)))).toBe(Math.sign(primary));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['čaj ćup', 'dno džep đak', 'luk ljeto mak', 'noć njiva obala', 'Ugovor2 Ugovor10', 'sat šal tata', 'Ångström Beč'])('%s', (line) => {
    const names = line.split(' ');
    expect(names.toReversed().toSorted((a, b) => compare(sortKey(a), sortKey(b)))).toEqual(names);
    expect(names.toSorted(collator.compare)).toEqual(names);
  });

  it('gives NFD names the place of NFC names', () => {
    expect(sortKey('Čaj'.normalize('NFD'))).toBe(sortKey('Čaj'));
  });
});

/** As SQLite compares: by code points. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

describe('search', () => {
  it.each([
    ['Đurđica', 'djurdjica'],
    ['ŠTAMPAČ', 'stampac'],
    ['Čaj'.normalize('NFD'), 'čaj'],
    ['größe', 'grosse'],
  ])('finds %s by %s', (name, asked) => {
    expect(fold(name)).toBe(fold(asked));
  });
});

describe('names from elsewhere', () => {
  it.each([
    ['', '../../etc/passwd', { folder: 'etc', name: 'passwd' }],
    ['a', 'b.txt', { folder: 'a', name: 'b.txt' }],
    ['', 'C:\\tajno\\b.txt', { folder: 'tajno', name: 'b.txt' }],
    ['', '/', { folder: '', name: 'document' }],
    ['', 'a\u0000\nb.txt', { folder: '', name: 'a  b.txt' }],
  ])('%s + %s', (folder, name, expected) => {
    expect(displayPlace(folder, name)).toEqual(expected);
  });

  it('are cut by letters, not in the middle of one', () => {
    expect([...displayName('😀'.repeat(400))]).toHaveLength(255);
  });
});
