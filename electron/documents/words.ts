/** Names as people read, sort and search them: Croatian order, diacritics ignored in search. Pure. */

const ALPHABET = 'a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž'.split(' ');
const RANK = new Map(ALPHABET.map((letter, index) => [letter, String.fromCharCode(0x100 + index)]));
const DIGRAPHS = new Set(['dž', 'lj', 'nj']);
const OTHER_LETTER = '\u0200';

/**
 * A text whose order by code points is the Croatian order of names: č after c, dž and đ after d, lj after l;
 * numbers by value; the case decides last.
 */
export function sortKey(name: string): string {
  const text = name.normalize('NFC').toLowerCase();
  let key = '';
  for (let at = 0; at < text.length; ) {
    const number = /^[0-9]+/.exec(text.slice(at))?.[0];
    const pair = text.slice(at, at + 2);
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (number !== undefined) {
      const digits = number.replace(/^0+(?=.)/, '').slice(0, 90);
      key += `0${String.fromCharCode(0x20 + digits.length)}${digits}`;
    } else if (DIGRAPHS.has(pair)) {
      key += RANK.get(pair) ?? '';
    } else {
      key += rank(letter);
    }
    at += number?.length ?? (DIGRAPHS.has(pair) ? 2 : letter.length);
  }
  return `${key}\u0001${text}`;
}

function rank(letter: string): string {
  const own = RANK.get(letter);
  if (own !== undefined) return own;
  const base = RANK.get(letter.normalize('NFD').charAt(0));
  if (base !== undefined) return base;
  if (/\s/u.test(letter)) return '\u0002';
  return /\p{L}/u.test(letter) ? OTHER_LETTER + letter : `\u0003${letter}`;
}

/** For search: small letters without marks; đ, dj and d are one. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/đ|dj/g, 'd')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss');
}

// Controls, and marks that turn the direction of what follows: a name must not lie about its end.
const UNSHOWN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const LONGEST_NAME = 255;

/** One name as shown: composed letters, nothing invisible, never empty. */
export function displayName(name: string): string {
  const shown = name.normalize('NFC').replace(UNSHOWN, ' ').trim();
  return shown === '' || shown === '.' || shown === '..' ? 'document' : [...shown].slice(0, LONGEST_NAME).join('');
}

/** A name that came from elsewhere, perhaps with folders in it. It is shown and never used as a path. */
export function displayPlace(folder: string, name: string): { folder: string; name: string } {
  const parts = `${folder}/${name}`.split(/[/\\]+/).filter((part) => !/^(\s*|\.{1,2}|[a-zA-Z]:)$/.test(part));
  const shown = parts.map(displayName);
  return { name: shown.at(-1) ?? 'document', folder: shown.slice(0, -1).join('/') };
}
