import { expect, test } from 'vitest';
import type { ConnectionState } from '../../transport/index.ts';
import { cameBack, type Watched } from './back.ts';

/** A connection that is told how it is. */
function told(first: ConnectionState): Watched & { become(state: ConnectionState): void } {
  let now = first;
  const listeners = new Set<(state: ConnectionState) => void>();
  return {
    state: () => now,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    become: (state) => {
      now = state;
      for (const listener of listeners) listener(state);
    },
  };
}

const NEVER = new AbortController().signal;

test('it waits over the loss and the asking for a key', async () => {
  const connection = told('open');
  const back = cameBack(connection, NEVER);
  connection.become('lost');
  connection.become('unauthorized');
  await Promise.resolve();
  connection.become('open');
  expect(await back).toBe(true);
});

test('where it was known to be away already, it waits too', async () => {
  const connection = told('lost');
  const back = cameBack(connection, NEVER);
  await Promise.resolve();
  await Promise.resolve();
  connection.become('open');
  expect(await back).toBe(true);
});

test('a request that failed while the core was there is not sent again', async () => {
  expect(await cameBack(told('open'), NEVER, 1)).toBe(false);
});

test('who stops sending is not kept waiting', async () => {
  const stop = new AbortController();
  const back = cameBack(told('lost'), stop.signal);
  stop.abort();
  expect(await back).toBe(false);
});
