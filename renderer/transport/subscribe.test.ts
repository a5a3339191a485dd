import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Channel } from './channel.ts';
import { subscribeOver } from './subscribe.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const fakeChannel = (): Channel => ({ link: { call: () => Promise.resolve(null) }, closed: new Promise(() => undefined) });

/** A stream that can be fed and broken from outside. */
function stream<T>() {
  const values: T[] = [];
  let broken = false;
  let wake = (): void => undefined;
  async function* iterate(): AsyncGenerator<T> {
    for (;;) {
      while (values.length > 0) {
        const value = values.shift();
        if (value !== undefined) yield value;
      }
      if (broken) throw new Error('the connection broke off');
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    iterate,
    push: (value: T): void => {
      values.push(value);
      wake();
    },
    break: (): void => {
      broken = true;
      wake();
    },
  };
}

test('events come in groups, and after a break the whole state is read again before the next ones', async () => {
  const streams = [stream<number>(), stream<number>()];
  const channels = [fakeChannel(), fakeChannel()];
  let opened = 0;
  const seen: (number[] | 'read')[] = [];
  const connection = { channel: () => Promise.resolve(channels[Math.min(opened, 1)] ?? fakeChannel()) };
  const stop = subscribeOver<number>(connection, {
    open: () => Promise.resolve((streams[opened++] ?? stream<number>()).iterate()),
    onOpen: () => {
      seen.push('read');
    },
    onEvents: (events) => seen.push(events),
  });
  await vi.advanceTimersByTimeAsync(0);
  streams[0]?.push(1);
  streams[0]?.push(2);
  await vi.advanceTimersByTimeAsync(200);
  streams[0]?.break();
  await vi.advanceTimersByTimeAsync(1000);
  streams[1]?.push(3);
  await vi.advanceTimersByTimeAsync(200);
  expect(seen).toEqual(['read', [1, 2], 'read', [3]]);
  stop();
});

test('nothing is handed over after it was stopped', async () => {
  const only = stream<number>();
  const seen: number[][] = [];
  const connection = { channel: () => Promise.resolve(fakeChannel()) };
  const stop = subscribeOver<number>(connection, { open: () => Promise.resolve(only.iterate()), onEvents: (events) => seen.push(events) });
  await vi.advanceTimersByTimeAsync(0);
  only.push(1);
  await vi.advanceTimersByTimeAsync(10);
  stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(seen).toEqual([]);
});
