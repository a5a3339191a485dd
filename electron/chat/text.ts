/** Offsets of the contract are code points; JavaScript counts UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** One line: runs of white space become one space. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
