/**
 * Offsets of the contract are Unicode code points; JavaScript strings count UTF-16 units.
 * The two differ behind every letter outside the basic plane (an emoji, a mathematical letter).
 */
export interface CodePoints {
  /** Length of the text in code points. */
  readonly length: number;
  /** UTF-16 index of a code point offset; offsets past the end give the end. */
  toUtf16(codePoint: number): number;
  /** Code point offset of a UTF-16 index; an index inside a pair is that of its letter. */
  fromUtf16(index: number): number;
  slice(start: number, end: number): string;
}

/** Number of entries of the ascending `values` that are smaller than `limit`. */
function countBelow(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Reads the text once; every translation after that is a binary search over its pairs. */
export function codePoints(text: string): CodePoints {
  const pairs: number[] = [];
  for (const match of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) pairs.push(match.index);
  const inCodePoints = pairs.map((index, earlier) => index - earlier);
  const length = text.length - pairs.length;
  const clamp = (offset: number): number => Math.max(0, Math.min(length, offset));
  const toUtf16 = (offset: number): number => clamp(offset) + countBelow(inCodePoints, clamp(offset));
  return {
    length,
    toUtf16,
    fromUtf16: (index) => {
      const bounded = Math.max(0, Math.min(text.length, index));
      return bounded - countBelow(pairs, bounded);
    },
    slice: (start, end) => text.slice(toUtf16(start), toUtf16(Math.max(start, end))),
  };
}
