import { expect, test } from 'vitest';
import { feed } from './feed.ts';

interface Event {
  id: string;
  value: number;
}

function source() {
  const listeners = new Set<(event: Event) => void>();
  return {
    listeners,
    emit: (id: string, value: number) => listeners.forEach((listener) => listener({ id, value })),
    listen: (push: (event: Event) => void) => {
      listeners.add(push);
      return () => listeners.delete(push);
    },
  };
}

test('a slow listener gets the last value of each key, in order of change', async () => {
  const { emit, listen } = source();
  const events = feed<Event>({ listen, keyOf: (event) => event.id, first: () => [{ id: 'a', value: 0 }] });
  expect((await events.next()).value).toEqual({ id: 'a', value: 0 });
  for (let value = 1; value <= 1000; value += 1) emit('a', value);
  emit('b', 1);
  emit('a', 1001);
  expect((await events.next()).value).toEqual({ id: 'b', value: 1 });
  expect((await events.next()).value).toEqual({ id: 'a', value: 1001 });
  await events.return();
});

test('what changes several times within the time apart is told once', async () => {
  const { emit, listen } = source();
  const events = feed<Event>({ listen, keyOf: (event) => event.id, apartMs: 30 });
  const first = events.next();
  emit('a', 1);
  expect((await first).value).toEqual({ id: 'a', value: 1 });
  const second = events.next();
  await Promise.resolve();
  emit('a', 2);
  await Promise.resolve();
  emit('a', 3);
  expect((await second).value).toEqual({ id: 'a', value: 3 });
  await events.return();
});

test('a waiting listener is woken, and ends behind the last event', async () => {
  const { emit, listen, listeners } = source();
  const events = feed<Event>({ listen, keyOf: (event) => event.id, last: (event) => event.value === 9 });
  const next = events.next();
  emit('a', 9);
  expect((await next).value).toEqual({ id: 'a', value: 9 });
  expect(await events.next()).toEqual({ value: undefined, done: true });
  expect(listeners.size).toBe(0);
});

test('abort ends a waiting listener and removes it', async () => {
  const { listen, listeners } = source();
  const abort = new AbortController();
  const events = feed<Event>({ listen, keyOf: (event) => event.id, signal: abort.signal });
  const next = events.next();
  expect(listeners.size).toBe(1);
  abort.abort();
  expect(await next).toEqual({ value: undefined, done: true });
  expect(listeners.size).toBe(0);
});
