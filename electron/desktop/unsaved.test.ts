/** The question before a window goes with unsaved text, against a stand-in that remembers what Electron was told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as electron from './testing/fake-electron.ts';

vi.mock('electron', () => electron);

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'sova-desktop-'))));
afterEach(() => rmSync(dir, { recursive: true }));

describe('a window with unsaved text', () => {
  async function closing(pressed: number, language: 'hr' | 'en' = 'hr') {
    const { openWindow } = await import('./window.ts');
    const window = openWindow({ preload: '', icon: '', stateFile: join(dir, 'window.json'), language: () => language });
    electron.seen.pressed = pressed;
    let goes = false;
    window.webContents.emit('will-prevent-unload', { preventDefault: () => (goes = true) });
    return { goes, question: electron.seen.questions.at(-1) };
  }

  test('stays where the person wants to go on, and where the question is dismissed', async () => {
    const { goes, question } = await closing(0);
    expect(goes).toBe(false);
    expect(question).toMatchObject({ message: 'Otići bez spremanja?', buttons: ['Ostani', 'Odbaci promjene'], defaultId: 0, cancelId: 0 });
  });

  test('closes where the person gives the text up', async () => {
    const { goes, question } = await closing(1, 'en');
    expect(goes).toBe(true);
    expect(question).toMatchObject({ message: 'Leave without saving?', buttons: ['Stay', 'Discard the changes'] });
  });
});
