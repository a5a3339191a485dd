/** Words as a person compares them: case and diacritics aside, and a Croatian ending forgiven. */

const WORD = /[\p{L}\p{N}]+/gu;

/** Lower case without diacritics; đ has no decomposition and is folded by hand. One letter in, one letter out is not promised. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

export interface Range {
  /** UTF-16 indexes, end exclusive. */
  start: number;
  end: number;
}

/** Where `sought` stands in `text`, as the search inside a document looks for it: case, diacritics and kinds of white space aside. */
export function rangesOf(text: string, sought: string): Range[] {
  const wanted = fold(sought).split(/\s+/).filter((part) => part !== '');
  if (wanted.length === 0) return [];
  let folded = '';
  const places: Range[] = [];
  for (const letter of text) {
    const start = places.at(-1)?.end ?? 0;
    const piece = fold(letter);
    folded += piece;
    // A mark on its own folds to nothing: it belongs to the letter before it.
    const last = places.at(-1);
    if (piece === '' && last !== undefined) last.end = start + letter.length;
    for (let unit = 0; unit < piece.length; unit += 1) places.push({ start, end: start + letter.length });
  }
  const pattern = new RegExp(wanted.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+'), 'g');
  return [...folded.matchAll(pattern)].map((match) => ({ start: places[match.index]?.start ?? 0, end: places[match.index + match[0].length - 1]?.end ?? 0 }));
}

/** Two folded words are forms of one when they share all but a short ending. */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || /\d/.test(a + b) || Math.abs(a.length - b.length) > 4) return false;
  const needed = Math.max(4, shorter - 2);
  return a.slice(0, needed) === b.slice(0, needed);
}

/** Words that say nothing of what is asked, folded. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'ako ali bez bio bila bilo biti cega cemu cime dok gdje ili ima iza jer jesu kad kada kako kao kakav kakva kakvo koja koje koji kojim kojoj koju koliko kolika kolike koliki li mogu moze nad nego neka neki nije niti ona oni ono ova ovaj ove ovo pod pri sam samo sto sta sve svi svoj ta taj te tko toga tome u uz vec vrlo za zasto ' +
    'about and any are can could did does for from had has have how into its may not our should than that the their them then there these they this those was were what when where which who whom whose why will with would you your'
  ).split(' '),
);

/** The folded words of a question worth looking for: three letters or more that say something, or any number. */
export function searchWords(question: string): string[] {
  const words = (question.match(WORD) ?? []).map(fold);
  return [...new Set(words.filter((word) => (word.length >= 3 && !EMPTY_WORDS.has(word)) || /\d/.test(word)))];
}

/** Where words of `wanted` (folded) stand in `text`, in order. */
export function matchingWords(text: string, wanted: readonly string[]): Range[] {
  const found: Range[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0]);
    if (wanted.some((other) => sameWord(word, other))) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/**
 * A stretch of about `size` characters that holds the most matches, cut at spaces;
 * an ellipsis stands where text was left out.
 */
export function excerpt(text: string, wanted: readonly string[], size: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= size) return flat;
  const matches = matchingWords(flat, wanted);
  let best = 0;
  let bestCount = -1;
  for (const [index, match] of matches.entries()) {
    let count = 0;
    while (index + count < matches.length && (matches[index + count]?.end ?? Infinity) <= match.start + size) count += 1;
    if (count > bestCount) {
      bestCount = count;
      best = match.start;
    }
  }
  const from = Math.max(0, Math.min(best - Math.floor(size / 6), flat.length - size));
  const start = from === 0 ? 0 : flat.indexOf(' ', from) + 1;
  const cut = flat.lastIndexOf(' ', start + size);
  const end = start + size >= flat.length ? flat.length : cut > start ? cut : start + size;
  return `${start > 0 ? '… ' : ''}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`;
}
