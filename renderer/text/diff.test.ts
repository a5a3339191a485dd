import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, diffLines, diffWords } from './diff.ts';

const side = (changes: readonly Change[], leave: Change['kind']): string => changes.filter(({ kind }) => kind !== leave).map(({ text }) => text).join('');
const shown = (changes: readonly Change[]): string => changes.map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `{-${text}-}` : `{+${text}+}`)).join('');
const words = fc.array(fc.constantFrom('rok ', 'žalba ', 'od ', '15 ', 'dana', '. ', '[1] ', '\n', '🙂 '), { maxLength: 40 }).map((parts) => parts.join(''));

describe('what differs', () => {
  it.each([
    ['', '', ''],
    ['isto', 'isto', 'isto'],
    ['', 'novo', '{+novo+}'],
    ['staro', '', '{-staro-}'],
    ['Rok za žalbu je 15 dana [1].', 'Rok za žalbu iznosi 15 dana [2].', 'Rok za žalbu {-je-}{+iznosi+} 15 dana {-[1]-}{+[2]+}.'],
    ['Zakupnina je određena ovdje.', 'Naknada je navedena tamo.', '{-Zakupnina je određena ovdje-}{+Naknada je navedena tamo+}.'],
    ['Kratko i jasno.', 'Kratko.', 'Kratko{- i jasno-}.'],
  ])('%j and %j by words', (before, after, wanted) => {
    expect(shown(diffWords(before, after))).toBe(wanted);
  });

  it('by lines', () => {
    expect(shown(diffLines('a\nb\nc', 'a\nx\nc\nd'))).toBe('a\n{-b\nc-}{+x\nc\nd+}');
    expect(shown(diffLines('a\nb\nc\n', 'a\nc\n'))).toBe('a\n{-b\n-}c\n');
  });

  it('both sides can be read from it, and nothing that is the same stands as changed twice', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        for (const changes of [diffWords(before, after), diffLines(before, after)]) {
          expect(side(changes, 'added')).toBe(before);
          expect(side(changes, 'removed')).toBe(after);
          for (const [index, { kind, text }] of changes.entries()) {
            expect(text).not.toBe('');
            expect(changes[index + 1]?.kind).not.toBe(kind);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the shortest there is', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const changed = diffLines(a.map((one) => `${one}\n`).join(''), b.map((one) => `${one}\n`).join('')).filter(({ kind }) => kind !== 'same');
        const count = changed.reduce((sum, { text }) => sum + text.length / 2, 0);
        expect(count).toBe(a.length + b.length - 2 * longestCommon(a, b));
      }),
      { numRuns: 300 },
    );
  });

  it('texts without anything in common are replaced whole, however long', () => {
    const changes = diffLines('a\n'.repeat(3000), 'b\n'.repeat(3000));
    expect(changes.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = Array.from([0, ...b], () => 0);
  for (const one of a) {
    const next = [0];
    b.forEach((other, index) => next.push(one === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
