/** Which key press is which shortcut: a pure rule. */

export interface KeyPress {
  key: string;
  /** The physical key: letters with Alt produce other signs on some layouts. */
  code: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
  /** The letter pressed just before, for `G D`. */
  before: string | null;
}

/** `typing`: the focus is in a text field, where only keys that write nothing count. */
export function matchShortcut(shortcut: string | null, press: KeyPress, typing: boolean): boolean {
  if (shortcut === null) return false;
  const parts = shortcut.split(' ');
  const last = parts.at(-1) ?? '';
  const [first] = parts;
  if (first === 'Mod') return press.mod && !press.alt && press.key.toLowerCase() === last.toLowerCase();
  if (first === 'Alt') return press.alt && !press.mod && press.code === `Key${last}`;
  if (/^F\d+$/.test(last)) return press.key === last && press.shift === (first === 'Shift') && !press.mod && !press.alt;
  if (press.mod || press.alt) return false;
  if (last === 'Esc') return press.key === 'Escape';
  if (typing) return false;
  if (parts.length === 2) return press.before === first?.toLowerCase() && press.key.toLowerCase() === last.toLowerCase();
  return press.key === last;
}
