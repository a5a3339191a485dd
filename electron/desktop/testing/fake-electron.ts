/** As much of Electron as the desktop host touches, in plain Node: it remembers what it was told. Typed by what it stands in for. */
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, CustomScheme, MessageBoxSyncOptions, OpenDialogOptions } from 'electron';

export const seen = {
  windows: [] as BrowserWindowConstructorOptions[],
  loaded: [] as string[],
  schemes: [] as CustomScheme[],
  opened: [] as string[],
  dialogs: [] as OpenDialogOptions[],
  questions: [] as MessageBoxSyncOptions[],
  /** The button a person presses next. */
  pressed: 0,
  quits: 0,
};

export const app = Object.assign(new EventEmitter(), {
  requestSingleInstanceLock: () => true,
  quit: () => {
    seen.quits += 1;
    let prevented = false;
    app.emit('will-quit', { preventDefault: () => (prevented = true) });
    return !prevented;
  },
});

export class BrowserWindow extends EventEmitter {
  static fromWebContents(contents: { window?: BrowserWindow }): BrowserWindow | null {
    return contents.window ?? null;
  }
  webContents = new EventEmitter();
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    seen.windows.push(options);
  }
  loadURL(url: string): Promise<void> {
    seen.loaded.push(url);
    return Promise.resolve();
  }
  maximize = (): void => undefined;
  show = (): void => undefined;
  focus = (): void => undefined;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  restore = (): void => undefined;
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
}

export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }] };

export const shell = {
  openExternal: (url: string): Promise<void> => {
    seen.opened.push(url);
    return Promise.resolve();
  },
};

export const protocol = { registerSchemesAsPrivileged: (schemes: CustomScheme[]): void => void seen.schemes.push(...schemes) };

type Handler = (event: unknown, ...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();
export const ipcMain = Object.assign(new EventEmitter(), { handle: (channel: string, handler: Handler): void => void handlers.set(channel, handler) });
export const invoke = (channel: string, event: unknown, ...args: unknown[]): unknown => handlers.get(channel)?.(event, ...args);

export const dialog = {
  showMessageBoxSync: (_: unknown, options: MessageBoxSyncOptions): number => {
    seen.questions.push(options);
    return seen.pressed;
  },
  showOpenDialog: (_: unknown, options: OpenDialogOptions): Promise<{ filePaths: string[] }> => {
    seen.dialogs.push(options);
    return Promise.resolve({ filePaths: ['/home/ana/ugovor.pdf'] });
  },
};

export { MessageChannel as MessageChannelMain } from 'node:worker_threads';

export const Menu = { setApplicationMenu: (): void => undefined, buildFromTemplate: (): null => null };

export const powerMonitor = new EventEmitter();

/** A key chain that turns the letters around. */
export const safeStorage = {
  available: true,
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(safeStorage.available),
  getSelectedStorageBackend: (): string => 'gnome_libsecret',
  encryptStringAsync: (text: string): Promise<Buffer> => Promise.resolve(Buffer.from([...text].toReversed().join(''))),
  decryptStringAsync: (encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => Promise.resolve({ result: [...encrypted.toString()].toReversed().join(''), shouldReEncrypt: false }),
};

export class FakeUtilityProcess extends EventEmitter {
  pid = 4321;
  stdout = new EventEmitter();
  stderr = new EventEmitter();
  posted: unknown[] = [];
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  kill(): boolean {
    queueMicrotask(() => this.emit('exit', 0));
    return true;
  }
}
export const forked: FakeUtilityProcess[] = [];
export const utilityProcess = {
  fork: (): FakeUtilityProcess => {
    const made = new FakeUtilityProcess();
    forked.push(made);
    return made;
  },
};
