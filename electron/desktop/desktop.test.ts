/** The desktop host's pieces under Node, against a stand-in that remembers what Electron was told. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MessagePort } from 'node:worker_threads';
import { contract } from '../contract/index.ts';
import { silentLog } from '../log/index.ts';
import { createFileSecrets } from '../settings/index.ts';
import * as electron from './testing/fake-electron.ts';

vi.mock('electron', () => electron);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sova-desktop-'));
  electron.app.removeAllListeners();
  electron.ipcMain.removeAllListeners();
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the window', () => {
  test('is sandboxed and isolated, and shows only our page', async () => {
    const { openWindow } = await import('./window.ts');
    openWindow({ preload: '/app/preload.cjs', icon: '/app/icon.png', stateFile: join(dir, 'window.json'), language: () => 'hr' });
    expect(electron.seen.windows.at(-1)?.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
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
    });
    expect(electron.seen.windows.at(-1)).toMatchObject({ show: false, width: 1280 });
    expect(electron.seen.loaded.at(-1)).toBe('app://sova/');
  });

  test('comes back where it was left', async () => {
    const { openWindow } = await import('./window.ts');
    const stateFile = join(dir, 'window.json');
    const window = openWindow({ preload: '', icon: '', stateFile, language: () => 'hr' });
    window.emit('close');
    expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toEqual({ bounds: { x: 10, y: 20, width: 1000, height: 700 }, maximized: false });
    openWindow({ preload: '', icon: '', stateFile, language: () => 'hr' });
    expect(electron.seen.windows.at(-1)).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
  });
});

describe('every web content', () => {
  async function contents() {
    const { guardContents } = await import('./guards.ts');
    guardContents();
    let openHandler: (details: { url: string }) => unknown = () => undefined;
    const made = Object.assign(new EventEmitter(), { setWindowOpenHandler: (handler: typeof openHandler) => (openHandler = handler) });
    electron.app.emit('web-contents-created', {}, made);
    const went = (event: string, url: string, isMainFrame = true): boolean => {
      let prevented = false;
      made.emit(event, { url, isMainFrame, preventDefault: () => (prevented = true) });
      return !prevented;
    };
    return { went, open: (url: string) => openHandler({ url }) };
  }

  test.each(['will-navigate', 'will-redirect'])('%s: our page only; links go to the browser', async (event) => {
    const { went } = await contents();
    electron.seen.opened.length = 0;
    expect(went(event, 'app://sova/other')).toBe(true);
    expect(went(event, 'https://example.hr/zakon')).toBe(false);
    expect(went(event, 'file:///etc/passwd')).toBe(false);
    expect(electron.seen.opened).toEqual(['https://example.hr/zakon']);
  });

  test('frames go nowhere, webviews and windows are not made', async () => {
    const { went, open } = await contents();
    electron.seen.opened.length = 0;
    expect(went('will-frame-navigate', 'https://example.hr/', false)).toBe(false);
    expect(went('will-attach-webview', '')).toBe(false);
    expect(open('file:///etc/passwd')).toEqual({ action: 'deny' });
    expect(open('https://example.hr/')).toEqual({ action: 'deny' });
    expect(electron.seen.opened).toEqual(['https://example.hr/']);
  });
});

describe('the scheme', () => {
  test('is standard and secure, without rights beyond', async () => {
    const { declareScheme } = await import('./scheme.ts');
    declareScheme();
    expect(electron.seen.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
  });

  test('serves the page under its policy, files by the core, nothing beside', async () => {
    const { answer } = await import('./scheme.ts');
    writeFileSync(join(dir, 'index.html'), '<title>Sova</title>');
    const app = { serveFile: ({ pathname }: { pathname: string }) => Promise.resolve(new Response(pathname)) };
    const page = await answer(new Request('app://sova/'), app, dir);
    expect(await page.text()).toBe('<title>Sova</title>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await (await answer(new Request('app://sova/files/abc'), app, dir)).text()).toBe('/files/abc');
    expect((await answer(new Request('app://other/'), app, dir)).status).toBe(404);
    expect((await answer(new Request('app://sova/..%2fsecret.html'), app, dir)).status).toBe(404);
    expect((await answer(new Request('app://sova/', { method: 'POST' }), app, dir)).status).toBe(404);
  });
});

describe('the bridge', () => {
  const os = implement(contract.system.info);
  const info = { version: '1', host: 'desktop' as const, platform: 'linux', dataDir: '/d', locales: [], cpu: { model: '', cores: 1 }, memoryBytes: 1, dataNotices: [] };
  const own = { url: 'app://sova/', parent: null };

  test('our page gets a port that answers; others get nothing', async () => {
    const { serveBridge } = await import('./bridge.ts');
    const ports: MessagePort[] = [];
    const frame = (url: string, parent: unknown = null) => ({ url, parent, postMessage: (_: string, __: null, [port]: MessagePort[]) => port && ports.push(port) });
    serveBridge({ router: { info: os.handler(() => info) }, handlerOptions: { clientInterceptors: [] } });
    electron.ipcMain.emit('sova:port', { senderFrame: frame('https://evil.example/') });
    electron.ipcMain.emit('sova:port', { senderFrame: frame('app://sova/', own) });
    electron.ipcMain.emit('sova:port', { senderFrame: null });
    expect(ports).toHaveLength(0);
    electron.ipcMain.emit('sova:port', { senderFrame: frame('app://sova/') });
    const [port] = ports;
    if (!port) throw new Error('no port');
    const client: { info(): Promise<unknown> } = createORPCClient(new RPCLink({ port }));
    port.start();
    expect(await client.info()).toEqual(info);
    port.close();
  });

  test('dialogs: the three we know, for our page only', async () => {
    const { serveBridge } = await import('./bridge.ts');
    serveBridge({ router: {}, handlerOptions: { clientInterceptors: [] } });
    const sender = { window: new electron.BrowserWindow({}) };
    expect(await electron.invoke('sova:choose', { senderFrame: own, sender }, 'files')).toEqual(['/home/ana/ugovor.pdf']);
    expect(electron.seen.dialogs.at(-1)).toMatchObject({ properties: ['openFile', 'multiSelections'] });
    expect(await electron.invoke('sova:choose', { senderFrame: own, sender }, 'anything')).toEqual([]);
    expect(await electron.invoke('sova:choose', { senderFrame: { url: 'https://evil.example/', parent: null }, sender }, 'files')).toEqual([]);
  });
});

test('quitting waits for the end of everything, once', async () => {
  const { stopBeforeQuit } = await import('./lifecycle.ts');
  const stop = Promise.withResolvers<void>();
  let stops = 0;
  stopBeforeQuit(() => {
    stops += 1;
    return stop.promise;
  });
  electron.seen.quits = 0;
  expect(electron.app.quit()).toBe(false);
  expect(electron.app.quit()).toBe(false);
  stop.resolve();
  await vi.waitUntil(() => electron.seen.quits === 3);
  expect(stops).toBe(1);
});

test.each([
  ['darwin', ['appMenu', 'editMenu', 'viewMenu', 'windowMenu']],
  ['linux', undefined],
  ['win32', undefined],
] as const)('the menu of %s', async (platform, roles) => {
  const { menuTemplate } = await import('./menu.ts');
  expect(menuTemplate(platform)?.map(({ role }) => role)).toEqual(roles);
});

test('sleep pauses once, waking resumes once', async () => {
  const { followPower } = await import('./power.ts');
  const heard: string[] = [];
  followPower({ suspend: () => heard.push('suspend'), resume: () => heard.push('resume') });
  for (const event of ['resume', 'suspend', 'suspend', 'resume', 'resume']) electron.powerMonitor.emit(event);
  expect(heard).toEqual(['suspend', 'resume']);
});

test('updates: not even loaded until asked for', async () => {
  const { followUpdates } = await import('./updater.ts');
  let wanted = false;
  let changed: (settings: { checkForUpdates: boolean }) => void = () => undefined;
  let checks = 0;
  const leave = followUpdates({
    settings: { get: () => ({ checkForUpdates: wanted }), onChange: (listener) => ((changed = listener), () => undefined) },
    load: () => Promise.resolve({ checkForUpdates: () => Promise.resolve((checks += 1)) }),
    log: silentLog,
  });
  expect(checks).toBe(0);
  wanted = true;
  changed({ checkForUpdates: true });
  await vi.waitUntil(() => checks === 1);
  leave();
});

test('secrets: under the key chain where there is one, readable either way', async () => {
  const { createKeychainSecrets } = await import('./secrets.ts');
  const file = join(dir, 'secrets.json');
  const secrets = createKeychainSecrets(createFileSecrets(file), silentLog);
  await secrets.set('endpoint', 'ključ');
  expect(readFileSync(file, 'utf8')).not.toContain('ključ');
  expect(await secrets.get('endpoint')).toBe('ključ');
  electron.safeStorage.available = false;
  await secrets.set('other', 'plain');
  expect(await secrets.get('other')).toBe('plain');
  expect(await secrets.get('endpoint')).toBe('ključ');
  electron.safeStorage.available = true;
});

describe('inference in a utility process', () => {
  const ready = Buffer.from('{"event":"ready","api_version":1,"instance":"x"}\n');

  test('starts when asked, carries messages, starts again after a crash, gives up after three', async () => {
    const { createUtilityChild } = await import('./utility-child.ts');
    electron.forked.length = 0;
    const child = createUtilityChild({ modulePath: '/app/inference.js', env: {}, log: silentLog });
    expect(child.status()).toMatchObject({ state: 'idle', pid: null });
    const heard: unknown[] = [];
    child.onMessage((message) => heard.push(message));
    for (let life = 1; life <= 3; life += 1) {
      const started = child.start();
      const process = electron.forked.at(-1);
      process?.stdout.emit('data', ready);
      await started;
      expect(child.status()).toMatchObject({ state: 'running', pid: 4321, restarts: life - 1 });
      expect(child.send({ ask: life })).toBe(true);
      process?.emit('message', { answer: life });
      process?.emit('exit', 139);
    }
    expect(heard).toEqual([{ answer: 1 }, { answer: 2 }, { answer: 3 }]);
    expect(child.status()).toMatchObject({ state: 'halted', detail: 'ended with code 139' });
    await expect(child.start()).rejects.toThrow('halted');
    expect(child.send({})).toBe(false);
  });

  test('stops when told, and a start that fails says so', async () => {
    const { createUtilityChild } = await import('./utility-child.ts');
    const child = createUtilityChild({ modulePath: '/app/inference.js', env: {}, log: silentLog });
    const failing = child.start();
    electron.forked.at(-1)?.emit('exit', 1);
    await expect(failing).rejects.toThrow('ended with code 1');
    const started = child.start();
    electron.forked.at(-1)?.stdout.emit('data', ready);
    await started;
    await child.stop();
    expect(child.status().state).toBe('stopped');
  });
});
