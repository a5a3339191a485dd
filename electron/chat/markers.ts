/**
 * Citation marks in text as a model writes it, cut anywhere: `[2]`, `[1, 3]`, `[1-3]`, `[odlomak 2]`, `[S1]`, `[^1]`, `【1†…】`,
 * and `(1)` in front of a full stop. A code becomes the number of its source; one that points nowhere is removed with
 * the space before it, unless it stands in round brackets: those may be the text's own. `\sqrt[3]` is TeX and stays.
 */
export interface MarkerFilter {
  push(text: string): string;
  end(): string;
}

/** What may still become a mark: white space and an open bracket with words and numbers. */
const OPEN_MARK = /(?:\\[a-zA-Z]{0,20})?\s*(?:[[【][\p{L}\s#^]{0,12}[\d\s,;–-]{0,24}(?:†[^\]】\n]{0,30})?|\(\d{0,3}\)?)?$/u;
/** In square brackets, or in round ones in front of a full stop: looked for in one go, so that what a mark leaves behind makes no other. */
const MARK =
  /(?<!\\[a-zA-Z]{1,20})(\s*)[[【](?:passages?|sources?|odlomak|odlomci|izvori?|ref|[sp#^])?\s*(\d+(?:\s*[,;–-]\s*\d+)*)\s*(?:†[^\]】\n]{0,30})?[\]】]|(\s*)\((\d{1,3})\)(?=[.!?,;:])/giu;
const ROUND_AT_END = /(\s*)\((\d{1,3})\)$/u;
/** More than that is a year or an amount, not a code. */
const LARGEST_CODE = 999;

/** @param numberOf the source's number, undefined for a code that points nowhere */
export function createMarkerFilter(numberOf: (code: number) => number | undefined): MarkerFilter {
  let held = '';

  const marks = (space: string, codes: readonly number[]): string => {
    const known = [...new Set(codes.map(numberOf).filter((number) => number !== undefined))];
    return known.length === 0 ? '' : space + known.map((number) => `[${number}]`).join('');
  };
  const round = (whole: string, space: string, code: string): string => marks(space, [Number(code)]) || whole;
  const rewrite = (text: string): string =>
    text.replace(MARK, (whole: string, space: string, written: string | undefined, spaceOfRound: string, code: string) => {
      if (written === undefined) return round(whole, spaceOfRound, code);
      const codes = codesIn(written);
      return codes.some((one) => one > LARGEST_CODE) ? whole : marks(space, codes);
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
      const rest = rewrite(held).replace(ROUND_AT_END, round);
      held = '';
      return rest.trimEnd();
    },
  };
}

/** `1, 3` and `1-3`. */
function codesIn(written: string): number[] {
  return written.split(/[,;]/u).flatMap((part) => {
    const [first = 0, last = first] = part.split(/[–-]/u).map(Number);
    return last > first && last <= LARGEST_CODE ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [first, last];
  });
}

/** A mark of a final text. */
const FINAL = /(\s*)(?<!\\[a-zA-Z]{1,20})\[(\d+)\]/gu;

/** The numbers a piece of final text cites, in order, each once. */
export function citedNumbers(text: string): number[] {
  return [...new Set([...text.matchAll(FINAL)].map((match) => Number(match[2])))];
}

export const withoutMarks = (text: string): string => text.replace(FINAL, '').trim();

/** Marks of a final text as the model wrote them: numbers of sources become its codes again. */
export function withCodes(text: string, numberOf: ReadonlyMap<number, number>): string {
  const codeOf = new Map([...numberOf].map(([code, number]) => [number, code]));
  return text.replace(FINAL, (whole: string, space: string, number: string) => {
    const code = codeOf.get(Number(number));
    return code === undefined ? whole : `${space}[${code}]`;
  });
}
