/** Updates, only for those who asked for them: until then nothing here opens a connection. */
import type { Settings } from '../contract/index.ts';
import type { Log } from '../log/index.ts';

export interface Updater {
  checkForUpdates(): Promise<unknown>;
}

const EVERY_MS = 24 * 60 * 60 * 1000;

export interface UpdateSettings {
  get(): Pick<Settings, 'checkForUpdates'>;
  onChange(listener: (settings: Pick<Settings, 'checkForUpdates'>) => void): () => void;
}

/** Looks once when switched on and then daily; `load` fetches the updater's code, which is not even read before. */
export function followUpdates(o: { settings: UpdateSettings; load: () => Promise<Updater>; log: Log }): () => void {
  let timer: NodeJS.Timeout | null = null;
  const check = (): void => {
    o.load()
      .then((updater) => updater.checkForUpdates())
      .catch((error: unknown) => o.log.warn('updates could not be looked for', { error }));
  };
  const apply = (wanted: boolean): void => {
    if (wanted === (timer !== null)) return;
    if (timer) clearInterval(timer);
    timer = wanted ? setInterval(check, EVERY_MS) : null;
    if (wanted) check();
  };
  apply(o.settings.get().checkForUpdates);
  const leave = o.settings.onChange(({ checkForUpdates }) => apply(checkForUpdates));
  return () => {
    leave();
    apply(false);
  };
}
