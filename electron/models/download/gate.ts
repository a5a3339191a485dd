/** Lets bytes through at the pace the person set, and none while the download is paused. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Gate {
  /** Resolves when so many bytes may be taken. */
  pass(bytes: number, signal: AbortSignal): Promise<void>;
  pause(): void;
  resume(): void;
}

export function createGate(bytesPerSecond: () => number | null): Gate {
  let open = Promise.withResolvers<void>();
  open.resolve();
  /** When the bytes let through so far have taken their time. */
  let freeAt = 0;
  return {
    async pass(bytes, signal) {
      await Promise.race([open.promise, aborted(signal)]);
      const pace = bytesPerSecond();
      if (pace === null || signal.aborted) return;
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (bytes / pace) * 1000;
      await delay(freeAt - now, undefined, { signal }).catch(() => undefined);
    },
    pause() {
      open = Promise.withResolvers<void>();
    },
    resume: () => open.resolve(),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
