import { expect, test } from 'vitest';
import { type KeyPress, matchShortcut } from './shortcuts.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, code: `Key${key.toUpperCase()}`, mod: false, alt: false, shift: false, before: null, ...more });

test.each<[string | null, KeyPress, boolean, boolean]>([
  ['Mod K', press('k', { mod: true }), false, true],
  ['Mod K', press('K', { mod: true, shift: true }), true, true],
  ['Mod K', press('k'), false, false],
  ['Mod K', press('k', { mod: true, alt: true }), false, false],
  // AltGr writes letters on a Croatian keyboard: it comes as Ctrl and Alt together.
  ['Alt N', press('n', { mod: true, alt: true }), true, false],
  // On a Mac, Alt N is a dead key: the physical key counts.
  ['Alt N', press('Dead', { alt: true, code: 'KeyN' }), true, true],
  ['F8', press('F8', { code: 'F8' }), true, true],
  ['F8', press('F8', { code: 'F8', shift: true }), true, false],
  ['Shift F8', press('F8', { code: 'F8', shift: true }), true, true],
  ['G D', press('d', { before: 'g' }), false, true],
  ['G D', press('d'), false, false],
  ['G D', press('d', { before: 'g' }), true, false],
  ['?', press('?', { code: 'Minus', shift: true }), false, true],
  ['?', press('?', { code: 'Minus', shift: true }), true, false],
  ['/', press('/', { code: 'Digit7', shift: true }), false, true],
  ['Esc', press('Escape', { code: 'Escape' }), true, true],
  [null, press('a'), false, false],
])('%s by %j, typing %s: %s', (shortcut, key, typing, matches) => {
  expect(matchShortcut(shortcut, key, typing)).toBe(matches);
});
