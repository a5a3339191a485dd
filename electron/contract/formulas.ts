/**
 * Formulas in a written answer: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. One finder for whoever draws an answer and whoever
 * cuts it into sentences. A price is no formula ("$5 and $10", "US$"), nor is what stands in code, nor a mark (`\[1\]`).
 */
export interface Formula {
  /** UTF-16 indexes of the whole, delimiters included. */
  start: number;
  end: number;
  tex: string;
  display: boolean;
  /** Its end has not come yet: an answer that is still being written. */
  open: boolean;
}

interface Delimiter {
  close: string;
  display: boolean;
}

/** Delimiters that nothing but a formula has. */
const PLAIN: Readonly<Record<string, Delimiter>> = {
  '\\(': { close: '\\)', display: false },
  '\\[': { close: '\\]', display: true },
  $$: { close: '$$', display: true },
};

/** Where something may begin: a fence, code, an escaped character, a delimiter. */
const SPECIAL = /^ {0,3}(?:`{3,}|~{3,})|`+|\\[\s\S]?|\$\$?/gmu;
const BLANK_LINE = /\n[ \t]*\n/gu;

export function findFormulas(text: string): Formula[] {
  const found: Formula[] = [];
  let at = 0;
  for (;;) {
    SPECIAL.lastIndex = at;
    const match = SPECIAL.exec(text);
    if (match === null) return found;
    const [mark] = match;
    const start = match.index;
    const isCode = /^ *[`~]/u.test(mark);
    const formula = isCode ? null : formulaAt(text, start, mark);
    if (formula) found.push(formula);
    at = isCode ? codeEnd(text, start, mark) : (formula?.end ?? start + mark.length);
  }
}

/** Where code ends that begins here; behind its mark where it never does. */
function codeEnd(text: string, start: number, mark: string): number {
  const ticks = mark.trim();
  const from = start + mark.length;
  const isFence = ticks.length >= 3 && /(?:^|\n) {0,3}$/u.test(text.slice(Math.max(0, start - 4), start));
  if (isFence) {
    const end = new RegExp(`\\n {0,3}${ticks}[\`~]*[ \\t]*(?=\\n|$)`, 'u').exec(text.slice(from));
    return end === null ? text.length : from + end.index + end[0].length;
  }
  const end = new RegExp(`(?<!\`)${ticks}(?!\`)`, 'u').exec(text.slice(from, paragraphEnd(text, from)));
  return end === null ? from : from + end.index + ticks.length;
}

function formulaAt(text: string, start: number, mark: string): Formula | null {
  if (mark === '$') return betweenDollars(text, start);
  const delimiter = PLAIN[mark];
  if (delimiter === undefined) return null;
  const from = start + mark.length;
  const last = paragraphEnd(text, from);
  const close = text.slice(from, last).indexOf(delimiter.close);
  const tex = close < 0 ? text.slice(from, last) : text.slice(from, from + close);
  if (!isSaidToBeMath(tex) || (close < 0 && last < text.length)) return null;
  const end = close < 0 ? last : from + close + delimiter.close.length;
  return { start, end, tex: tex.trim(), display: delimiter.display, open: close < 0 };
}

/** One dollar is a price as well: the formula must touch both, keep to its line and look like one. */
const DOLLARS = /\$(?![\s$])((?:\\.|[^$\\\n])+?)(?<!\s)\$(?![\d$])/uy;

function betweenDollars(text: string, start: number): Formula | null {
  if (/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start))) return null;
  DOLLARS.lastIndex = start;
  const [whole, tex] = DOLLARS.exec(text) ?? [];
  if (whole === undefined || tex === undefined || !looksLikeMath(tex)) return null;
  return { start, end: start + whole.length, tex, display: false, open: false };
}

function paragraphEnd(text: string, from: number): number {
  BLANK_LINE.lastIndex = from;
  return BLANK_LINE.exec(text)?.index ?? text.length;
}

const COMMAND = /\\[a-zA-Z]+/u;
const WORDS_INSIDE = /\\(?:text\w*|math\w+|operatorname\*?|mbox)\s*\{[^{}]*\}/gu;
const FUNCTIONS = new Set('sin cos tan tg ctg cot log ln lg exp max min lim mod gcd det dim arg inf sup'.split(' '));

/** What is left when commands and the words they set are taken out. */
const withoutCommands = (tex: string): string => tex.replace(WORDS_INSIDE, ' ').replace(/\\[a-zA-Z]+/gu, ' ');
const isProse = (bare: string): boolean => /\p{L}{3,}[,;.]?\s+\p{L}{2,}/u.test(bare);

function isSaidToBeMath(tex: string): boolean {
  // Numbers alone are a mark whose brackets were escaped.
  if (/^[\d\s,;–-]*$/u.test(tex) || /(?<!\\)\$/u.test(tex)) return false;
  return COMMAND.test(tex) || !isProse(withoutCommands(tex));
}

function looksLikeMath(tex: string): boolean {
  const bare = withoutCommands(tex);
  if (isProse(bare) || /[=+*/<:,(-]$/u.test(tex)) return false;
  if (COMMAND.test(tex) || /[\^_{}]/u.test(tex)) return true;
  if (!/^[\p{L}\p{N}\s.,()[\]|=+\-−*/<>≤≥≠±·×:!'%]+$/u.test(tex)) return false;
  const words = tex.match(/\p{L}{2,}/gu) ?? [];
  if (words.some((word) => !FUNCTIONS.has(word)) || tex.split('(').length !== tex.split(')').length) return false;
  return /\p{L}|[=<>≤≥≠±×·+*/]/u.test(tex) || /^[\d.,]+$/u.test(tex);
}
