/** Unsaved text keeps the window open until the person has said what becomes of it. */
import { type BrowserWindow, dialog } from 'electron';
import type { Language } from '../contract/index.ts';

const WORDS: Record<Language, { message: string; detail: string; stay: string; leave: string }> = {
  hr: { message: 'Otići bez spremanja?', detail: 'Promjene koje niste spremili bile bi izgubljene.', stay: 'Ostani', leave: 'Odbaci promjene' },
  en: { message: 'Leave without saving?', detail: 'The changes you have not saved would be lost.', stay: 'Stay', leave: 'Discard the changes' },
};

const LEAVE = 1;

/** The page holds its window (`beforeunload`) while something is unsaved; without a question it would just not close. */
export function askBeforeUnload(window: BrowserWindow, language: () => Language): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const { message, detail, stay, leave } = WORDS[language()];
    const chosen = dialog.showMessageBoxSync(window, { type: 'warning', message, detail, buttons: [stay, leave], defaultId: 0, cancelId: 0, noLink: true });
    // Prevented is the preventing: the window goes.
    if (chosen === LEAVE) event.preventDefault();
  });
}
