/** Lets bytes through at the pace the person set, and none while the download is paused. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Gate {
  /** Resolves when so many bytes may be taken. */
  pass(bytes: number, signal: AbortSignal): Promise<void>;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  /** Called at each pause and each going on. */
  onChange(listener: () => void): () => void;
}

export function createGate(bytesPerSecond: () => number | null, o: { paused: boolean } = { paused: false }): Gate {
  const listeners = new Set<() => void>();
  let paused = o.paused;
  let open = Promise.withResolvers<void>();
  if (!paused) open.resolve();
  /** When the bytes let through so far have taken their time. */
  let freeAt = 0;

  function set(next: boolean): void {
    if (next === paused) return;
    paused = next;
    if (next) open = Promise.withResolvers<void>();
    else open.resolve();
    for (const listener of listeners) listener();
  }

  return {
    async pass(bytes, signal) {
      await Promise.race([open.promise, aborted(signal)]);
      const pace = bytesPerSecond();
      if (pace === null || signal.aborted) return;
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (bytes / pace) * 1000;
      await delay(freeAt - now, undefined, { signal }).catch(() => undefined);
    },
    get paused() {
      return paused;
    },
    pause: () => set(true),
    resume: () => set(false),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
