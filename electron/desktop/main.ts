/** The desktop host's entry: the window first, the application behind it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, session, shell } from 'electron';
import { type Language, pickLanguage } from '../contract/index.ts';
import { createApp, defaultDataDir, layoutOf } from '../core/index.ts';
import { createFileSecrets } from '../settings/index.ts';
import { OwnedByOther } from '../supervisor/index.ts';
import { readDataDir } from './args.ts';
import { serveBridge } from './bridge.ts';
import { guardContents, guardPermissions } from './guards.ts';
import { becomeTheInstance, stopBeforeQuit } from './lifecycle.ts';
import { installMenu } from './menu.ts';
import { followPower } from './power.ts';
import { declareScheme, serveScheme } from './scheme.ts';
import { createKeychainSecrets } from './secrets.ts';
import { followUpdates } from './updater.ts';
import { createUtilityChild } from './utility-child.ts';
import { focusWindow, openWindow } from './window.ts';

/** The folder of package.json: two above out/main, packaged or not. */
const root = join(import.meta.dirname, '../..');
const dataDir = readDataDir(process.argv.slice(1), process.cwd()) ?? defaultDataDir(process.platform, process.env);

let window: BrowserWindow | null = null;
/** English until the settings are read. */
let language = (): Language => 'en';
function show(): void {
  if (!app.isReady()) return;
  if (window && !window.isDestroyed()) return focusWindow(window);
  window = openWindow({ language: () => language(), preload: join(root, 'out', 'preload', 'preload.cjs'), icon: join(root, 'resources', 'icons', 'icon.png'), stateFile: join(dataDir, 'window.json') });
}

async function start(): Promise<void> {
  await app.whenReady();
  const { rendererDir, ...layout } = layoutOf(app.isPackaged ? process.resourcesPath : root);
  const sova = await createApp(
    { ...layout, host: 'desktop', dataDir, locales: app.getPreferredSystemLanguages() },
    {
      secrets: (log) => createKeychainSecrets(createFileSecrets(join(dataDir, 'secrets.json')), log),
      inference: (log, env) => createUtilityChild({ modulePath: join(root, 'out', 'main', 'inference.js'), env, log }),
    },
  );
  language = () => pickLanguage(sova.settings.get().language, app.getPreferredSystemLanguages());
  stopBeforeQuit(sova.stop);
  installMenu();
  guardPermissions(session.defaultSession);
  serveScheme(session.defaultSession, sova, rendererDir);
  serveBridge(sova);
  show();
  sova.start();
  followPower(sova);
  followUpdates({ settings: sova.settings, load: async () => (await import('electron-updater')).autoUpdater, log: sova.log });
}

// Chromium's own files live with the rest, and the lock of the single instance with them.
const profile = join(dataDir, 'window');
mkdirSync(profile, { recursive: true });
app.setPath('userData', profile);
declareScheme();
guardContents();
if (becomeTheInstance(show)) {
  start().catch(async (error: unknown) => {
    if (error instanceof OwnedByOther && error.url !== null) await shell.openExternal(error.url);
    else dialog.showErrorBox('Sova', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else app.quit();
