/** Lower case without diacritics, UTF-16 length kept, so that places in the folded text are places in the text. */
export function fold(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFC')) {
    const lower = character.toLowerCase();
    const base = lower === 'đ' ? 'd' : (lower.normalize('NFD')[0] ?? lower);
    folded += character.length > 1 || base.length !== character.length ? character : base;
  }
  return folded;
}

/** The words of a text, folded. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Inflected forms of a word share so many letters at its start. */
const STEM = 4;

/** Of a folded word; a number is only itself. */
export const stem = (word: string): string => (/^\d+$/u.test(word) ? word : word.slice(0, STEM));

/** For FTS5: each of these words must begin a word of the text. */
export const matchBeginnings = (words: readonly string[]): string => words.map((word) => `"${word}"*`).join(' ');
