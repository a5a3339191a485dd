/** The one window: sandboxed, isolated, where the person left it, shown when it has something to show. */
import { BrowserWindow, screen } from 'electron';
import type { Language } from '../contract/index.ts';
import { APP_ORIGIN } from './navigation-policy.ts';
import { askBeforeUnload } from './unsaved.ts';
import { DEFAULT_SIZE, LEAST_SIZE, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

const SAVE_AFTER_MS = 400;

export function openWindow(o: { preload: string; icon: string; stateFile: string; language: () => Language }): BrowserWindow {
  const stored = readWindowState(o.stateFile);
  const place = placeWindow(
    stored,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...place,
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    title: 'Sova',
    icon: o.icon,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: o.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // The page says itself what is misspelt in neither language; the built-in checker fetches dictionaries.
      spellcheck: false,
    },
  });
  if (stored?.maximized && place) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepState(window, o.stateFile);
  askBeforeUnload(window, o.language);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function keepState(window: BrowserWindow, file: string): void {
  const save = (): void => writeWindowState(file, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  let timer: NodeJS.Timeout | null = null;
  const soon = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    if (timer) clearTimeout(timer);
    save();
  });
}
