/** A supervised child across all its lives: started, probed, restarted with growing waits, halted, stopped. */
import type { Serializable } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Service, ServiceName, ServiceState } from '../contract/index.ts';
import { redactText, type Log } from '../log/index.ts';
import { createRing } from './lines.ts';
import { backOffMs, countCrash, type SupervisorPolicy } from './policy.ts';
import { becomeReady, watchHealth, type Probes } from './probes.ts';
import type { ReadyLine } from './ready.ts';
import { spawnChild, type Spawned } from './spawned.ts';

export interface ChildSpec extends Probes {
  name: ServiceName;
  /** Absolute path of the program; no shell is involved. */
  command: string;
  args: readonly string[];
  /** On top of the allowed part of our own environment; SOVA_TOKEN is added. */
  env: Record<string, string>;
  cwd?: string;
  /** `eager`: started when added. Otherwise idle until `start()`. */
  start?: 'eager' | 'lazy';
  /** Opens the process channel (Node children): `send` and `onMessage`. */
  ipc?: boolean;
}

export interface Child {
  readonly name: ServiceName;
  status(): Service;
  /** null unless it is up; changes with every start. */
  endpoint(): { url: string; token: string } | null;
  /** Resolves when running, also when others asked first. Rejects when it is halted or stopped meanwhile. */
  start(): Promise<void>;
  /** Resolves when the process and all it started are gone; cancels a start under way. */
  stop(): Promise<void>;
  /** Stops, forgets earlier crashes, starts. */
  restart(): Promise<void>;
  onChange(listener: (status: Service) => void): () => void;
  /** The newest 200 lines it wrote, tokens removed. */
  logTail(): string[];
  /** Over the process channel; false when it is not there. */
  send(message: Serializable): boolean;
  onMessage(listener: (message: unknown) => void): () => void;
}

export interface ChildDeps {
  log: Log;
  policy: SupervisorPolicy;
  random: () => number;
  now: () => number;
  /** Told whenever a process begins (pid) or is gone (null). */
  onPid(pid: number | null): void;
}

const RING_LINES = 200;
const UP: readonly ServiceState[] = ['running', 'unhealthy'];

export function createChild(spec: ChildSpec, deps: ChildDeps): Child {
  const ring = createRing(RING_LINES);
  const listeners = new Set<(status: Service) => void>();
  const messageListeners = new Set<(message: unknown) => void>();
  let state: ServiceState = 'idle';
  let since = deps.now();
  let detail = '';
  let lives = 0;
  let crashes: number[] = [];
  let failures = 0;
  let current: { spawned: Spawned; ready: ReadyLine | null } | null = null;
  let life: { done: Promise<void>; cancel: AbortController } | null = null;
  let waiters: { resolve(): void; reject(error: Error): void }[] = [];

  const status = (): Service => ({
    name: spec.name,
    state,
    pid: current?.spawned.pid ?? null,
    restarts: Math.max(0, lives - 1),
    since: new Date(since).toISOString(),
    detail,
  });
  const set = (next: ServiceState, why = ''): void => {
    if (next === state && why === detail) return;
    if (next !== state) since = deps.now();
    state = next;
    detail = why;
    deps.log.info('state', { state, detail });
    if (state === 'running') settle((waiter) => waiter.resolve());
    if (state === 'halted' || state === 'stopped') settle((waiter) => waiter.reject(new Error(`${spec.name} is ${state}${why === '' ? '' : `: ${why}`}`)));
    for (const listener of listeners) listener(status());
  };
  const settle = (how: (waiter: (typeof waiters)[number]) => void): void => {
    const settled = waiters;
    waiters = [];
    settled.forEach(how);
  };

  /** Runs processes one after another until cancelled or halted. */
  const live = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const began = deps.now();
      const why = await liveOnce(signal);
      if (signal.aborted) break;
      if (deps.now() - began >= deps.policy.healthyResetMs) failures = 0;
      failures += 1;
      const counted = countCrash(crashes, deps.now(), deps.policy);
      crashes = counted.crashes;
      deps.log.warn('crashed', { why, crashes: crashes.length });
      if (counted.halted) return set('halted', why);
      set('backing-off', why);
      await delay(backOffMs(failures, deps.policy, deps.random()), undefined, { signal }).catch(() => undefined);
    }
  };

  /** One process from spawn to its confirmed end; answers why it ended. */
  const liveOnce = async (signal: AbortSignal): Promise<string> => {
    set('starting');
    lives += 1;
    let token = '';
    let spawned: Spawned;
    try {
      spawned = spawnChild({
        ...spec,
        onToken: (made) => {
          token = made;
          deps.log.hide(made);
        },
        onLine: (line, stream) => {
          const clean = redactText(line, [token]);
          ring.add(clean);
          deps.log[stream === 'stderr' ? 'info' : 'debug'](clean);
        },
        onMessage: (message) => messageListeners.forEach((listener) => listener(message)),
      });
    } catch (error) {
      return words(error);
    }
    const own = { spawned, ready: null as ReadyLine | null };
    current = own;
    deps.onPid(spawned.pid);
    const dead = new AbortController();
    void spawned.ended.then(() => dead.abort());
    const either = AbortSignal.any([signal, dead.signal]);
    let why: string;
    try {
      const ready = await becomeReady(spawned, spec, either, (waitsFor) => set('starting', waitsFor));
      either.throwIfAborted();
      own.ready = ready;
      set('running');
      why = await watchHealth(spawned, ready, spec, either, (miss) => (miss === null ? set('running') : set('unhealthy', miss)));
    } catch (error) {
      why = words(error);
    }
    if (dead.signal.aborted) why = `${await spawned.ended}${own.ready === null ? ' before it was ready' : ''}`;
    await (signal.aborted ? spawned.stop(deps.policy.stopBudgetMs) : spawned.kill());
    current = null;
    deps.onPid(null);
    return why;
  };

  const begin = (): void => {
    if (life !== null) return;
    const cancel = new AbortController();
    const own = { cancel, done: Promise.resolve() };
    life = own;
    own.done = live(cancel.signal).finally(() => {
      if (life === own) life = null;
    });
  };

  const child: Child = {
    name: spec.name,
    status,
    endpoint() {
      const port = current?.ready?.port;
      if (current === null || port === undefined || !UP.includes(state)) return null;
      return { url: `http://127.0.0.1:${port}`, token: current.spawned.token };
    },
    async start() {
      if (UP.includes(state)) return;
      if (life?.cancel.signal.aborted === true) await life.done;
      const running = new Promise<void>((resolve, reject) => waiters.push({ resolve, reject }));
      begin();
      await running;
    },
    async stop() {
      const stopped = life;
      if (stopped === null) return set('stopped');
      set('stopping');
      stopped.cancel.abort();
      await stopped.done;
      if (life === null || life === stopped) set('stopped');
    },
    async restart() {
      await child.stop();
      crashes = [];
      failures = 0;
      await child.start();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    logTail: () => ring.lines(),
    send: (message) => current?.spawned.send(message) ?? false,
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
  };
  return child;
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
