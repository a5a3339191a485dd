/**
 * Citation marks in text as a model writes it, cut anywhere: `[2]`, `[1, 3]`, `[odlomak 2]`.
 * A code becomes the number of its source; one that points nowhere is removed with the space before it.
 */
export interface MarkerFilter {
  push(text: string): string;
  end(): string;
}

/** What may still become a mark: white space and an open bracket with words and numbers. */
const OPEN_MARK = /\s*(?:\[[\p{L}\s]{0,12}[\d\s,;]{0,24})?$/u;
const MARK = /(\s*)\[(?:passage|passages|source|sources|odlomak|odlomci|izvor|izvori)?\s*(\d+(?:\s*[,;]\s*\d+)*)\s*\]/giu;

/** @param numberOf the source's number, undefined for a code that points nowhere */
export function createMarkerFilter(numberOf: (code: number) => number | undefined): MarkerFilter {
  let held = '';

  const rewrite = (text: string): string =>
    text.replace(MARK, (_, space: string, codes: string) => {
      const numbers = codes.split(/[,;]/u).map((code) => numberOf(Number(code)));
      const known = [...new Set(numbers.filter((number) => number !== undefined))];
      return known.length === 0 ? '' : space + known.map((number) => `[${number}]`).join('');
    });

  return {
    push(text) {
      held += text;
      const from = OPEN_MARK.exec(held)?.index ?? held.length;
      const ready = held.slice(0, from);
      held = held.slice(from);
      return rewrite(ready);
    },
    end() {
      const rest = rewrite(held);
      held = '';
      return rest.trimEnd();
    },
  };
}

/** The numbers a piece of final text cites, in order, each once. */
export function citedNumbers(text: string): number[] {
  return [...new Set([...text.matchAll(/\[(\d+)\]/gu)].map((match) => Number(match[1])))];
}

export const withoutMarks = (text: string): string => text.replace(/\s*\[\d+\]/gu, '').trim();
