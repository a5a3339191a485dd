/** The main process's end of the preload: a port to the core for each page that asks, and dialogs of the system. */
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { BrowserWindow, dialog, ipcMain, MessageChannelMain, type OpenDialogOptions } from 'electron';
import { z } from 'zod';
import type { App } from '../core/index.ts';
import { CHOICES, CHOOSE_CHANNEL, type Choice, PORT_CHANNEL } from './channels.ts';
import { isTrustedSender } from './trust.ts';

const DIALOGS: Readonly<Record<Choice, OpenDialogOptions>> = {
  files: { properties: ['openFile', 'multiSelections'] },
  folder: { properties: ['openDirectory', 'multiSelections'] },
  model: { properties: ['openFile'], filters: [{ name: 'GGUF', extensions: ['gguf'] }] },
};

export function serveBridge(app: { router: AnyRouter; handlerOptions: App['handlerOptions'] }): void {
  const handler = new RPCHandler(app.router, app.handlerOptions);

  ipcMain.on(PORT_CHANNEL, (event) => {
    if (!isTrustedSender(event.senderFrame)) return;
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1);
    port1.start();
    event.senderFrame?.postMessage(PORT_CHANNEL, null, [port2]);
  });

  ipcMain.handle(CHOOSE_CHANNEL, async (event, what: unknown): Promise<string[]> => {
    const choice = z.enum(CHOICES).safeParse(what);
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!isTrustedSender(event.senderFrame) || !choice.success || window === null) return [];
    const { filePaths } = await dialog.showOpenDialog(window, DIALOGS[choice.data]);
    return filePaths;
  });
}
