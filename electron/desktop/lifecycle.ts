/** One instance, one orderly end: the process goes only after its children. */
import { app } from 'electron';

/** False: another instance runs and was told to show itself; this one should end. */
export function becomeTheInstance(show: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', show);
  app.on('activate', show);
  return true;
}

const PATIENCE_MS = 20_000;

/** Holds the end until `stop` is done, or has had its time: the children die with us all the same. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    const end = (): void => {
      state = 'stopped';
      app.quit();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    void stop()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer);
        end();
      });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}
