/** Which rows of a table a span covers. */
import type { Highlight } from '../text/blocks.ts';

interface Address {
  charStart: number;
  charEnd: number;
}

function overlaps(row: Address, span: { start: number; end: number }): boolean {
  return row.charStart < span.end && row.charEnd > span.start;
}

/** A cited row stays seen as that; which row the search stands at, its frame says. */
const ORDER: readonly Highlight['kind'][] = ['exact', 'mark', 'current', 'hit'];

/** How a row is drawn: the strongest of what covers it. */
export function cellHighlight(row: Address, highlights: readonly Highlight[]): Highlight['kind'] | null {
  const over = highlights.filter((one) => overlaps(row, one));
  const kinds = new Set(over.map((one) => one.kind));
  return ORDER.find((kind) => kinds.has(kind)) ?? null;
}

export function sameCells(cells: readonly string[] | undefined, header: readonly string[]): boolean {
  return cells !== undefined && header.some((cell) => cell.trim() !== '') && header.every((cell, index) => cell.trim() === (cells[index] ?? '').trim());
}

/** A column is numeric when most of its filled cells are; numbers stand on the right. */
export function numericColumns(rows: readonly { cells: readonly string[] }[], columns: number): boolean[] {
  const sample = rows.slice(0, 200);
  return Array.from({ length: columns }, (_, column) => {
    const filled = sample.map((row) => row.cells[column]?.trim() ?? '').filter((cell) => cell !== '');
    const numbers = filled.filter((cell) => /^[-+−]?[\d.,\s  ]*\d\s*(%|€|kn|EUR|HRK)?$/.test(cell));
    return filled.length > 0 && numbers.length > filled.length * 0.7;
  });
}

/** Widths in `ch` by the longest of the first cells, bounded, so that the grid stands still while it scrolls. */
export function columnWidths(header: readonly string[], rows: readonly { cells: readonly string[] }[], columns: number): number[] {
  const sample = rows.slice(0, 200);
  return Array.from({ length: columns }, (_, column) => {
    const lengths = [header[column]?.length ?? 0, ...sample.map((row) => row.cells[column]?.length ?? 0)];
    return Math.max(5, Math.min(42, Math.ceil(Math.max(...lengths) * 1.15) + 2));
  });
}
