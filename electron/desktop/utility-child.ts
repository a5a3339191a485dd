/**
 * The inference process inside Electron: a utility process with the face of a supervised child.
 * (The packaged program cannot run itself as plain Node: that switch is off.)
 */
import { utilityProcess, type UtilityProcess } from 'electron';
import type { Service, ServiceState } from '../contract/index.ts';
import { type Log, redactText } from '../log/index.ts';
import type { Child } from '../supervisor/index.ts';

const RING_LINES = 200;
const READY_MS = 60_000;
const STOP_MS = 5000;
/** So many ends nobody asked for within so long, and it waits for a person. */
const BREAKER = { crashes: 3, withinMs: 5 * 60 * 1000 };

/** Starts when first asked; after a crash it starts again at the next question, until the breaker opens. */
export function createUtilityChild(o: { modulePath: string; env: Record<string, string>; log: Log; now?: () => number }): Child {
  const now = o.now ?? Date.now;
  const stateListeners = new Set<(status: Service) => void>();
  const messageListeners = new Set<(message: unknown) => void>();
  let state: ServiceState = 'idle';
  let detail = '';
  let since = now();
  let restarts = 0;
  let crashes: number[] = [];
  let lines: string[] = [];
  let current: UtilityProcess | null = null;
  let starting: Promise<void> | null = null;

  const status = (): Service => ({ name: 'inference', state, pid: current?.pid ?? null, restarts, since: new Date(since).toISOString(), detail });
  function enter(next: ServiceState, why = ''): void {
    state = next;
    detail = why;
    since = now();
    o.log.info('state', { state, detail });
    for (const listener of stateListeners) listener(status());
  }
  function keep(text: string): void {
    const more = text.split(/\r?\n/).filter((line) => line !== '').map((line) => redactText(line, []));
    lines = [...lines, ...more].slice(-RING_LINES);
    for (const line of more) o.log.info(line);
  }

  function ended(child: UtilityProcess, code: number): void {
    if (current !== child) return;
    current = null;
    if (state === 'stopping') return enter('stopped');
    crashes = [...crashes.filter((at) => now() - at < BREAKER.withinMs), now()];
    enter(crashes.length >= BREAKER.crashes ? 'halted' : 'backing-off', `ended with code ${code}`);
  }

  async function launch(): Promise<void> {
    enter('starting');
    const child = utilityProcess.fork(o.modulePath, [], { env: o.env, stdio: ['ignore', 'pipe', 'pipe'], serviceName: 'Sova inference' });
    current = child;
    const ready = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      child.kill();
      ready.reject(new Error('no ready line in time'));
    }, READY_MS);
    child.stdout?.on('data', (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"event":"ready"')) ready.resolve();
      else keep(text);
    });
    child.stderr?.on('data', (data: Buffer) => keep(data.toString()));
    child.on('message', (message: unknown) => messageListeners.forEach((listener) => listener(message)));
    child.once('exit', (code) => {
      ready.reject(new Error(`ended with code ${code} before it was ready`));
      ended(child, code);
    });
    try {
      await ready.promise;
    } finally {
      clearTimeout(timer);
    }
    enter('running');
  }

  const self: Child = {
    name: 'inference',
    status,
    endpoint: () => null,
    start() {
      if (state === 'running') return Promise.resolve();
      if (state === 'halted') return Promise.reject(new Error(`inference is halted: ${detail}`));
      if (starting) return starting;
      if (lines.length > 0 || crashes.length > 0) restarts += 1;
      starting = launch().finally(() => {
        starting = null;
      });
      return starting;
    },
    async stop() {
      const child = current;
      if (child === null) return enter('stopped');
      enter('stopping');
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill();
      const timer = setTimeout(() => (child.pid === undefined ? undefined : process.kill(child.pid, 'SIGKILL')), STOP_MS);
      await gone;
      clearTimeout(timer);
    },
    async restart() {
      await self.stop();
      crashes = [];
      await self.start();
    },
    onChange(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    logTail: () => [...lines],
    send(message) {
      // A process of ours, not a window: it has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      current?.postMessage(message);
      return current !== null;
    },
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
  };
  return self;
}
