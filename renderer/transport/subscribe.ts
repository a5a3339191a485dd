/** Live events that outlive a lost connection: after each reconnect they are asked for again. */
import type { Connection } from './connection.ts';
import { pauseBefore } from './connection.ts';

export interface Subscription<T> {
  /** Opens the stream, e.g. `(o) => client.jobs.events({}, o)`. */
  open(options: { signal: AbortSignal }): Promise<AsyncIterable<T>>;
  /** After each opening: read the whole state again, since changes were missed before it. */
  onOpen?(): Promise<void> | void;
  /** What came within one beat, in order. */
  onEvents(events: T[]): void;
}

/** Events are handed over in groups, so that a thousand changes a second cost one rendering each beat. */
const BEAT_MS = 80;

/** Collects values and hands them over once per beat. */
function grouped<T>(take: (values: T[]) => void, beatMs = BEAT_MS): (value: T) => void {
  let waiting: T[] = [];
  return (value) => {
    waiting.push(value);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const values = waiting;
      waiting = [];
      take(values);
    }, beatMs);
  };
}

/** Follows until the returned function is called. */
export function subscribeOver<T>(connection: Pick<Connection, 'channel'>, subscription: Subscription<T>): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const push = grouped<T>((events) => {
    if (!signal.aborted) subscription.onEvents(events);
  });

  const follow = async (): Promise<void> => {
    const stream = await subscription.open({ signal });
    await subscription.onOpen?.();
    for await (const event of stream) push(event);
  };

  const run = async (): Promise<void> => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const before = await connection.channel({ signal });
      try {
        await follow();
        attempt = 0;
      } catch {
        // A broken stream is asked for again below; what it would have said is read by `onOpen`.
      }
      if (signal.aborted) return;
      const after = await connection.channel({ signal });
      if (after === before) await new Promise((resolve) => setTimeout(resolve, pauseBefore(attempt)));
      else attempt = -1;
    }
  };
  run().catch(() => undefined);
  return () => ending.abort();
}
