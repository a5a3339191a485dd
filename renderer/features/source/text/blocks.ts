/** A text page cut into what is drawn: lines, headings and tables, each with its address (code points of the page's text). */
import type { z } from 'zod';
import type { Heading, Page, TableView } from '../../../../electron/contract/index.ts';
import { codePoints } from '../../../text/index.ts';

export type Table = z.infer<typeof TableView>;

export type Block =
  | { kind: 'line'; start: number; end: number; text: string; level: number }
  | { kind: 'table'; start: number; end: number; table: Table };

/**
 * Code points per row of the virtual list. A page of any length becomes rows of about this size,
 * and how many there are is known from the page's length alone, before its text has come.
 */
export const ROW = 6_000;

export function rowCount(characters: number): number {
  return Math.max(1, Math.ceil(characters / ROW));
}

/** The row in which the code point stands, for a page of `characters`. */
export function rowOf(charStart: number, characters: number): number {
  return Math.min(rowCount(characters) - 1, Math.floor(charStart / ROW));
}

/** Blocks by row; a block stands in the row of its first letter. Blank lines are left out: space comes from the style. */
export function rowsOf(page: Pick<Page, 'text' | 'headings' | 'tables' | 'characters'>): Block[][] {
  const rows: Block[][] = Array.from({ length: rowCount(page.characters) }, () => []);
  for (const block of blocksOf(page.text, page.headings, page.tables)) rows[rowOf(block.start, page.characters)]?.push(block);
  return rows;
}

function blocksOf(text: string, headings: readonly z.infer<typeof Heading>[], tables: readonly Table[]): Block[] {
  const blocks: Block[] = [];
  const inOrder = <T extends { charStart: number }>(items: readonly T[]): T[] => [...items].sort((a, b) => a.charStart - b.charStart);
  const headingsLeft = inOrder(headings);
  const tablesLeft = inOrder(tables.filter((table) => table.rows.length > 0));
  let start = 0;
  let tableEnd = 0;
  for (const line of text.split('\n')) {
    const end = start + codePoints(line).length;
    const [table] = tablesLeft;
    if (table !== undefined && end > table.charStart) {
      blocks.push({ kind: 'table', start: table.charStart, end: table.charEnd, table });
      tableEnd = table.charEnd;
      tablesLeft.shift();
    }
    let level = 0;
    while (headingsLeft[0] !== undefined && headingsLeft[0].charStart <= end) level = headingsLeft.shift()?.level ?? 0;
    if (start >= tableEnd && line.trim() !== '') blocks.push({ kind: 'line', start, end, text: line, level });
    start = end + 1;
  }
  return blocks;
}

/** What is drawn over a stretch of text: the cited span, hits of the search inside, and the hit gone to last. */
export interface Highlight {
  start: number;
  end: number;
  kind: 'mark' | 'exact' | 'hit' | 'current';
}

export interface Segment {
  text: string;
  kind: Highlight['kind'] | null;
}

const STRONGEST: readonly Highlight['kind'][] = ['current', 'hit', 'exact', 'mark'];

/** Cuts `text`, which begins at code point `offset`, at the edges of the highlights; the strongest of those over a letter is drawn. */
export function segments(text: string, offset: number, highlights: readonly Highlight[]): Segment[] {
  const points = codePoints(text);
  const end = offset + points.length;
  const touching = highlights.filter((one) => one.end > offset && one.start < end);
  if (touching.length === 0) return [{ text, kind: null }];
  const cuts = new Set([offset, end]);
  for (const one of touching) for (const edge of [one.start, one.end]) if (edge > offset && edge < end) cuts.add(edge);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const over = touching.filter((one) => one.start <= start && one.end > start);
    const kind = STRONGEST.find((one) => over.some((other) => other.kind === one)) ?? null;
    return { text: points.slice(start - offset, (sorted[index + 1] ?? start) - offset), kind };
  });
}

/** A span is placed when it holds at least one letter of the text it points into. */
export function canPlace(text: string, start: number, end: number): boolean {
  return codePoints(text).slice(start, end).trim() !== '';
}
