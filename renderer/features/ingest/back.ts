/** What was being sent when the core went away is sent once more when it is back. */
import type { ConnectionState } from '../../transport/index.ts';

export interface Watched {
  state(): ConnectionState;
  onChange(listener: (state: ConnectionState) => void): () => void;
}

/** A request fails a little before the window hears that the core is gone. */
const NOTICED_MS = 3000;

/** Waits as long as it takes. False: the core was there all along, so the request failed for a reason of its own. */
export async function cameBack(connection: Watched, signal: AbortSignal, noticedMs = NOTICED_MS): Promise<boolean> {
  const reached = (wanted: (state: ConnectionState) => boolean, within: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const settle = (there: boolean): void => {
        stop();
        within.removeEventListener('abort', gaveUp);
        resolve(there);
      };
      const gaveUp = (): void => settle(false);
      const stop = connection.onChange((state) => wanted(state) && settle(true));
      within.addEventListener('abort', gaveUp);
      if (within.aborted || wanted(connection.state())) settle(wanted(connection.state()));
    });
  const gone = await reached((state) => state !== 'open', AbortSignal.any([signal, AbortSignal.timeout(noticedMs)]));
  return gone && (await reached((state) => state === 'open', signal)) && !signal.aborted;
}
