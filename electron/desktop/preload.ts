/** What the page gets of the desktop: a port to the core, paths of dropped files, dialogs. No business words in here. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHOOSE_CHANNEL, type Choice, PORT_CHANNEL } from './channels.ts';

contextBridge.exposeInMainWorld('sova', {
  requestPort: () => ipcRenderer.send(PORT_CHANNEL),
  pathOf: (file: File) => webUtils.getPathForFile(file),
  choosePaths: (what: Choice): Promise<unknown> => ipcRenderer.invoke(CHOOSE_CHANNEL, what),
});

// A port cannot pass the context bridge: it goes to the page as a message of its own window.
ipcRenderer.on(PORT_CHANNEL, (event) => window.postMessage({ type: PORT_CHANNEL }, window.location.origin, event.ports));
