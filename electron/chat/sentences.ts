/** An answer cut into sentences; the marks behind a full stop belong to the sentence before it, a formula to one sentence. */
import { findFormulas } from '../contract/index.ts';

/** Offsets in UTF-16 units; white space around a sentence is left out. */
export interface TextSpan {
  start: number;
  end: number;
}

/** Folded endings in front of a full stop that ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s([])(?:čl|st|br|npr|tj|dr|sl|god|str|toč|mr|prof|tzv|itd|ur|sv|kn|eur|mil|mlrd|v|e\.g|i\.e|mr|mrs|ms|no|art|sec|vs|cf|fig|inc|ltd|co|st|al|p|pp|\p{Lu})\.$/iu;
/** An ordinal ("članak 15.", "5. svibnja"): short numbers do not end a sentence. */
const ORDINAL = /(?:^|[\s([])\d{1,2}\.$/u;
const END = /[.!?…]+["»”’')\]]*(?:\s*\[\d+\])*(?=\s|$)|(?:\s*\[\d+\])+(?=\s*\n|\s*$)|\n+/gu;

export function splitSentences(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  let start = 0;
  const close = (end: number): void => {
    const raw = text.slice(start, end);
    const from = start + (raw.length - raw.trimStart().length);
    const to = start + raw.trimEnd().length;
    if (to > from) spans.push({ start: from, end: to });
    start = end;
  };
  const formulas = findFormulas(text);
  for (const match of text.matchAll(END)) {
    if (formulas.some((formula) => match.index >= formula.start && match.index < formula.end)) continue;
    const end = match.index + match[0].length;
    if (!match[0].startsWith('\n') && !endsSentence(text, match.index, end)) continue;
    close(end);
  }
  close(text.length);
  return spans;
}

function endsSentence(text: string, dotAt: number, end: number): boolean {
  if (text[dotAt] !== '.') return true;
  const marked = text.slice(dotAt, end).includes('[');
  const before = text.slice(Math.max(0, dotAt - 12), dotAt + 1);
  if (!marked && (ABBREVIATION.test(before) || ORDINAL.test(before))) return /^\s*$/u.test(text.slice(end));
  const next = /^\s+["»„“(]*(.)/u.exec(text.slice(end))?.[1];
  return marked || next === undefined || !/\p{Ll}/u.test(next);
}
