/** One asynchronous value, loaded again when its key changes; an old answer never overtakes a new one. */
import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; error: unknown };

/** `key` names what is loaded; null loads nothing. `load` is read when the key changes. */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> & { retry: () => void } {
  const [tries, setTries] = useState(0);
  const [held, setHeld] = useState<{ key: string | null; loaded: Loaded<T> }>({ key: null, loaded: { state: 'loading' } });

  useEffect(() => {
    if (key === null) return undefined;
    const stop = new AbortController();
    const settle = (loaded: Loaded<T>): void => {
      if (!stop.signal.aborted) setHeld({ key, loaded });
    };
    setHeld({ key, loaded: { state: 'loading' } });
    load(stop.signal).then(
      (value) => settle({ state: 'ready', value }),
      (error: unknown) => settle({ state: 'failed', error }),
    );
    return () => stop.abort();
    // The key says when to load again; `load` is a new function at every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, tries]);

  const retry = useCallback(() => setTries((before) => before + 1), []);
  const loaded: Loaded<T> = held.key === key ? held.loaded : { state: 'loading' };
  return { ...loaded, retry };
}
