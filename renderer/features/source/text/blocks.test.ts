import { describe, expect, it } from 'vitest';
import { canPlace, ROW, rowCount, rowOf, rowsOf, segments } from './blocks.ts';

const points = (text: string): number => [...text].length;
const page = (text: string, rest: Partial<Parameters<typeof rowsOf>[0]> = {}) => ({ text, headings: [], tables: [], characters: points(text), ...rest });

describe('a text page', () => {
  it('marks by code points behind čćžšđ and an emoji', () => {
    const line = '🦉🦉 Đačka žlica: čćžšđ.';
    const start = 100 + [...line].indexOf('č', 8);
    expect(segments(line, 100, [{ start, end: start + 5, kind: 'mark' }])).toEqual([
      { text: '🦉🦉 Đačka žlica: ', kind: null },
      { text: 'čćžšđ', kind: 'mark' },
      { text: '.', kind: null },
    ]);
  });

  it('shows a hit inside a mark as the hit, and the one gone to above all', () => {
    const kinds = segments('abcdef', 0, [{ start: 2, end: 4, kind: 'mark' }, { start: 3, end: 6, kind: 'hit' }, { start: 5, end: 6, kind: 'current' }]);
    expect(kinds).toEqual([{ text: 'ab', kind: null }, { text: 'c', kind: 'mark' }, { text: 'd', kind: 'hit' }, { text: 'e', kind: 'hit' }, { text: 'f', kind: 'current' }]);
  });

  it('gives lines and headings their addresses', () => {
    const text = '🦉 Naslov\n\nPrvi redak.\nDrugi.';
    const [row] = rowsOf(page(text, { headings: [{ level: 2, text: '🦉 Naslov', charStart: 0 }] }));
    expect(row).toEqual([
      { kind: 'line', start: 0, end: 8, text: '🦉 Naslov', level: 2 },
      { kind: 'line', start: 10, end: 21, text: 'Prvi redak.', level: 0 },
      { kind: 'line', start: 22, end: 28, text: 'Drugi.', level: 0 },
    ]);
  });

  it('puts a table once in the place of its lines', () => {
    const text = 'Uvod\nGrad Broj\nSplit 1\nKraj';
    const table = { charStart: 5, charEnd: 22, header: ['Grad', 'Broj'], rows: [{ cells: ['Split', '1'], charStart: 15, charEnd: 22 }] };
    const [row] = rowsOf(page(text, { tables: [table] }));
    expect(row?.map((block) => [block.kind, block.start])).toEqual([['line', 0], ['table', 5], ['line', 23]]);
  });

  it('cuts a long page into rows whose number its length tells', () => {
    const text = Array.from({ length: 2_000 }, (_, index) => `Redak ${index} 🦉`).join('\n');
    const rows = rowsOf(page(text));
    expect(rows).toHaveLength(rowCount(points(text)));
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.flat()).toHaveLength(2_000);
    for (const [index, row] of rows.entries()) for (const block of row) expect(rowOf(block.start, points(text))).toBe(index);
    expect(rowCount(0)).toBe(1);
    expect(rowOf(ROW * 50, ROW)).toBe(0);
  });

  it('knows what it cannot mark', () => {
    expect(canPlace('abc', 0, 2)).toBe(true);
    expect(canPlace('abc', 3, 9)).toBe(false);
    expect(canPlace('ab  c', 2, 4)).toBe(false);
  });
});
