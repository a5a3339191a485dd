import { describe, expect, it } from 'vitest';
import { cellHighlight, columnWidths, numericColumns, sameCells } from './rows.ts';

const row = (...cells: string[]): { cells: string[] } => ({ cells });

describe('rows of a sheet', () => {
  it('are marked where the span touches them, the cited sentence before the passage before a hit', () => {
    const address = { charStart: 10, charEnd: 20 };
    expect(cellHighlight(address, [{ start: 0, end: 10, kind: 'mark' }, { start: 20, end: 30, kind: 'mark' }])).toBeNull();
    expect(cellHighlight(address, [{ start: 19, end: 21, kind: 'hit' }])).toBe('hit');
    expect(cellHighlight(address, [{ start: 19, end: 21, kind: 'hit' }, { start: 0, end: 11, kind: 'mark' }])).toBe('mark');
    expect(cellHighlight(address, [{ start: 0, end: 99, kind: 'mark' }, { start: 12, end: 14, kind: 'exact' }])).toBe('exact');
  });

  it('stand right where a column holds numbers as Croatian writes them', () => {
    const rows = [row('Split', '3.120,50', '12 %'), row('Zagreb', '2.450', '7,5 %'), row('Čakovec', '', '')];
    expect(numericColumns(rows, 3)).toEqual([false, true, true]);
  });

  it('are known as the header again, unless it says nothing', () => {
    expect(sameCells(['Grad ', 'Broj'], ['Grad', 'Broj'])).toBe(true);
    expect(sameCells(['Split', '1'], ['Grad', 'Broj'])).toBe(false);
    expect(sameCells(['', ''], ['', ''])).toBe(false);
  });

  it('have widths within bounds', () => {
    expect(columnWidths(['a', 'Naziv jedinice'], [row('1', 'x'.repeat(400))], 2)).toEqual([5, 42]);
  });
});
