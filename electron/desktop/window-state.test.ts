import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeWindow, readWindowState, type WindowState, writeWindowState } from './window-state.ts';

const laptop = { x: 0, y: 0, width: 1366, height: 728 };
const second = { x: 1366, y: 0, width: 1920, height: 1040 };
const at = (x: number, y: number, width = 1200, height = 700): WindowState => ({ bounds: { x, y, width, height }, maximized: false });

test.each([
  ['nothing stored', null, [laptop], null],
  ['where it was', at(100, 10), [laptop], { x: 100, y: 10, width: 1200, height: 700 }],
  ['on the second screen', at(1500, 50), [laptop, second], { x: 1500, y: 50, width: 1200, height: 700 }],
  ['on a screen that is gone', at(1500, 50), [laptop], null],
  ['title bar above the screen', at(100, -50), [laptop], null],
  ['only a sliver left', at(-1150, 0), [laptop], null],
  ['larger than the screen', at(0, 0, 4000, 3000), [laptop], { x: 0, y: 0, width: 1366, height: 728 }],
  ['smaller than usable', at(0, 0, 10, 10), [{ ...laptop, x: -200 }], { x: 0, y: 0, width: 800, height: 560 }],
])('%s', (_, stored, screens, place) => {
  expect(placeWindow(stored, screens)).toEqual(place);
});

test('a state lasts, and a damaged one is none', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sova-window-'));
  const file = join(dir, 'window.json');
  expect(readWindowState(file)).toBeNull();
  writeWindowState(file, at(1, 2));
  expect(readWindowState(file)).toEqual(at(1, 2));
  writeFileSync(file, '{"bounds":');
  expect(readWindowState(file)).toBeNull();
  rmSync(dir, { recursive: true });
});
