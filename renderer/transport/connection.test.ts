import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Channel, ConnectionLost, Unauthorized } from './channel.ts';
import { createConnection, pauseBefore } from './connection.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function channel(): Channel & { close(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { link: { call: () => Promise.resolve(null) }, closed: promise, close: resolve };
}

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('a lost channel is opened again and waiting calls get the new one', async () => {
  const channels = [channel(), channel()];
  const open = vi.fn<() => Promise<Channel>>();
  for (const one of channels) open.mockResolvedValueOnce(one);
  const connection = createConnection(open);
  const states: string[] = [];
  connection.onChange((state) => states.push(state));
  expect(connection.state()).toBe('connecting');
  expect(await connection.channel()).toBe(channels[0]);
  channels[0]?.close();
  await settled();
  expect(await connection.channel()).toBe(channels[1]);
  expect(states).toEqual(['open', 'lost', 'open']);
});

test('failures are tried again with growing pauses, at once when asked', async () => {
  const open = vi.fn<() => Promise<Channel>>(() => Promise.reject(new Error('nobody there')));
  const connection = createConnection(open);
  await settled();
  expect(open).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(pauseBefore(0) - 1);
  expect(open).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(open).toHaveBeenCalledTimes(2);
  connection.retryNow();
  await settled();
  expect(open).toHaveBeenCalledTimes(3);
  expect(pauseBefore(20)).toBe(pauseBefore(40));
});

test('without a key it waits for a person instead of trying on', async () => {
  const opened = channel();
  const open = vi.fn<() => Promise<Channel>>().mockRejectedValueOnce(new Unauthorized()).mockResolvedValueOnce(opened);
  const connection = createConnection(open);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(connection.state()).toBe('unauthorized');
  expect(open).toHaveBeenCalledTimes(1);
  connection.retryNow();
  expect(await connection.channel()).toBe(opened);
});

test('a call gives up after its limit, or when it is aborted', async () => {
  const connection = createConnection(() => new Promise(() => undefined));
  const limited = connection.channel({ limitMs: 1000 }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await limited).toBeInstanceOf(ConnectionLost);
  const leaving = new AbortController();
  const aborted = connection.channel({ signal: leaving.signal });
  leaving.abort();
  await expect(aborted).rejects.toThrow('aborted');
});
