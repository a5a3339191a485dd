/** A room's callbacks as an async iterator for one listener, who may be slow. */

/** For what changes by the thousand while a folder is taken in. */
export const EVENTS_APART_MS = 100;

export interface FeedOptions<T> {
  /** Starts listening; returns the way to stop. */
  listen: (push: (event: T) => void) => () => void;
  signal?: AbortSignal | undefined;
  /** Events of the same key replace each other while they wait: the last value wins, memory stays bounded. */
  keyOf: (event: T) => string;
  /** Least time between two rounds of events, ms: what changes several times within it is told once. Without it, each change at once. */
  apartMs?: number;
  /** What a new listener hears first. */
  first?: () => readonly T[];
  /** The feed ends behind an event for which this is true. */
  last?: (event: T) => boolean;
}

/** Ends when the signal is aborted or the consumer leaves; the listener is always removed. */
export async function* feed<T>(options: FeedOptions<T>): AsyncGenerator<T, void, void> {
  const waiting = new Map<string, T>();
  let wake: () => void = () => undefined;
  const push = (event: T): void => {
    const key = options.keyOf(event);
    waiting.delete(key);
    waiting.set(key, event);
    wake();
  };
  const onAbort = (): void => wake();
  const stop = options.listen(push);
  options.signal?.addEventListener('abort', onAbort);
  let roundAt = -Infinity;
  try {
    for (const event of options.first?.() ?? []) push(event);
    while (!options.signal?.aborted) {
      const next = waiting.entries().next();
      if (next.done) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        const early = roundAt + (options.apartMs ?? 0) - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        roundAt = performance.now();
        continue;
      }
      const [key, event] = next.value;
      waiting.delete(key);
      yield event;
      if (options.last?.(event)) return;
    }
  } finally {
    stop();
    options.signal?.removeEventListener('abort', onAbort);
  }
}

export interface Queue<T extends object> {
  push(item: T): void;
  end(): void;
  /** Every item in order, for one consumer, until the end. */
  items(): AsyncGenerator<T, void, void>;
}

/** For streams whose every item counts; the producer must be bounded by itself. */
export function createQueue<T extends object>(): Queue<T> {
  const waiting: T[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  return {
    push(item) {
      waiting.push(item);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    async *items() {
      for (;;) {
        const [item] = waiting;
        if (item !== undefined) {
          waiting.shift();
          yield item;
        } else if (ended) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}
