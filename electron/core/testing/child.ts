import type { Service } from '../../contract/index.ts';
import type { Child } from '../../supervisor/index.ts';

/** A child that only has a state: a test says when it is up, and where. */
export function fakeChild(name: 'engine' | 'chroma') {
  const listeners = new Set<(status: Service) => void>();
  let endpoint: { url: string; token: string } | null = null;
  let pid = 100;
  let away: Service['state'] = 'starting';
  const status = (): Service => ({ name, state: endpoint ? 'running' : away, pid, restarts: 0, since: '2026-05-05T12:00:00.000Z', detail: '' });
  const child: Child = {
    name,
    status,
    endpoint: () => endpoint,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    restart: () => Promise.resolve(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    logTail: () => [],
    send: () => false,
    onMessage: () => () => undefined,
  };
  return {
    child,
    up(url: string) {
      pid += 1;
      endpoint = { url, token: `token-${pid}` };
      for (const listener of listeners) listener(status());
    },
    down(state: Service['state'] = 'starting') {
      endpoint = null;
      away = state;
      for (const listener of listeners) listener(status());
    },
  };
}
