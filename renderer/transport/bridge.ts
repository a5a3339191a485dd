/** What the desktop window lends the page (electron/desktop's preload): a port to the core and the paths of files. */

export interface DesktopBridge {
  /** Asks for a port to the core; it arrives as a window message `{ type: 'sova:port' }` with the port. */
  requestPort(): void;
  /** Where dropped or chosen files and folders lie on this machine; '' for what has no path (pasted pictures). */
  pathOf(file: File): string;
  /** A dialog of the operating system; empty when it was closed. */
  choosePaths(what: 'files' | 'folder' | 'model'): Promise<string[]>;
}

declare global {
  interface Window {
    readonly sova?: DesktopBridge;
  }
}

/** The window's bridge, or null in a browser. */
export const bridge = (): DesktopBridge | null => window.sova ?? null;
