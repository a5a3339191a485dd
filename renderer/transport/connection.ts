/** Keeps one channel to the core open: opens it, notices its end, opens the next with growing pauses. */
import { type Channel, ConnectionLost, type Opener, Unauthorized } from './channel.ts';

/** `connecting`: for the first time. `lost`: it was there and is being tried again. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'unauthorized';

export interface Connection {
  state(): ConnectionState;
  onChange(listener: (state: ConnectionState) => void): () => void;
  /** The open channel; waits for it at most `limitMs` (then `ConnectionLost`), without a limit for ever. */
  channel(options?: { limitMs?: number; signal?: AbortSignal }): Promise<Channel>;
  /** Tries at once, without the rest of the pause: the person pressed a button, the key was given. */
  retryNow(): void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

export const pauseBefore = (attempt: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);

interface Waiter {
  resolve(channel: Channel): void;
  reject(error: Error): void;
}

export function createConnection(open: Opener): Connection {
  let state: ConnectionState = 'connecting';
  let current: Channel | null = null;
  let wake: () => void = () => undefined;
  const listeners = new Set<(state: ConnectionState) => void>();
  const waiters = new Set<Waiter>();

  const enter = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };

  const pause = (ms: number | null): Promise<void> =>
    new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const hold = async (channel: Channel): Promise<void> => {
    current = channel;
    enter('open');
    for (const waiter of waiters) waiter.resolve(channel);
    waiters.clear();
    await channel.closed;
    current = null;
    enter('lost');
  };

  const run = async (): Promise<never> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await hold(await open());
        attempt = -1;
      } catch (error) {
        if (error instanceof Unauthorized) {
          enter('unauthorized');
          await pause(null);
        } else {
          await pause(pauseBefore(attempt));
        }
      }
    }
  };
  void run();

  return {
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    channel: ({ limitMs, signal } = {}) => {
      if (current) return Promise.resolve(current);
      return new Promise((resolve, reject) => {
        const settle = (): void => {
          clearTimeout(timer);
          waiters.delete(waiter);
        };
        const waiter: Waiter = {
          resolve: (channel) => {
            settle();
            resolve(channel);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
        };
        const timer = limitMs === undefined ? undefined : setTimeout(() => waiter.reject(new ConnectionLost('the core is not reachable')), limitMs);
        signal?.addEventListener('abort', () => waiter.reject(new DOMException('aborted', 'AbortError')), { once: true });
        waiters.add(waiter);
      });
    },
    retryNow: () => wake(),
  };
}
