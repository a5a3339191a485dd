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
