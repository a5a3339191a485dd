/** The three probes of a life: it listens, it is alive, it is ready; and the watch over it afterwards. */
import { setTimeout as delay } from 'node:timers/promises';
import { probe } from './probe.ts';
import type { ReadyLine } from './ready.ts';
import type { Spawned } from './spawned.ts';

export interface Probes {
  /** First probe: the ready line. Default 30 s. */
  readyTimeoutMs?: number;
  /** Second probe: asked at start and then every `intervalMs`; so many misses in a row are a crash. */
  health?: { path: string; intervalMs: number; timeoutMs: number; misses: number };
  /** Third probe: `running` only once this answers 200 and not `ready: false`. */
  readiness?: { path: string; timeoutMs: number };
}

const READY_TIMEOUT_MS = 30_000;
const ASK_AGAIN_MS = 200;
const ANSWER_MS = 5000;

/** The probes in order, each with its own deadline. @param onWait told what a start waits for. @throws Error with the reason */
export async function becomeReady(spawned: Spawned, probes: Probes, signal: AbortSignal, onWait: (why: string) => void): Promise<ReadyLine> {
  const readyTimeoutMs = probes.readyTimeoutMs ?? READY_TIMEOUT_MS;
  const ready = await withDeadline(spawned.ready, readyTimeoutMs, 'no ready line in time', signal);
  const { port } = ready;
  if (port === undefined) return ready;

  const ask = async (path: string, deadlineMs: number, mustBeReady: boolean): Promise<void> => {
    const until = performance.now() + deadlineMs;
    for (;;) {
      signal.throwIfAborted();
      const timeoutMs = Math.ceil(Math.max(1, Math.min(until - performance.now(), probes.health?.timeoutMs ?? ANSWER_MS)));
      const answer = await probe({ port, path, token: spawned.token, instance: ready.instance, timeoutMs, mustBeReady });
      if (answer.ok) return;
      if (answer.stranger === true || performance.now() >= until) throw new Error(`${path}: ${answer.why}`);
      onWait(answer.why);
      await delay(ASK_AGAIN_MS, undefined, { signal });
    }
  };
  if (probes.health !== undefined) await ask(probes.health.path, readyTimeoutMs, false);
  if (probes.readiness !== undefined) await ask(probes.readiness.path, probes.readiness.timeoutMs, true);
  return ready;
}

/**
 * Resolves with the reason when the child stopped answering, or when the signal says it ended or is to stop.
 * @param onCheck null after a good answer, otherwise what was wrong
 */
export async function watchHealth(spawned: Spawned, ready: ReadyLine, probes: Probes, signal: AbortSignal, onCheck: (miss: string | null) => void): Promise<string> {
  const { health } = probes;
  if (health === undefined || ready.port === undefined) {
    await aborted(signal);
    return '';
  }
  let misses = 0;
  while (!signal.aborted) {
    await delay(health.intervalMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const answer = await probe({ port: ready.port, path: health.path, token: spawned.token, instance: ready.instance, timeoutMs: health.timeoutMs });
    if (signal.aborted) break;
    misses = answer.ok ? 0 : misses + 1;
    onCheck(answer.ok ? null : answer.why);
    if (!answer.ok && misses >= health.misses) return `no answer to ${misses} health checks: ${answer.why}`;
  }
  return '';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** `work`, unless the deadline or the signal comes first. */
async function withDeadline<T>(work: Promise<T>, ms: number, why: string, signal: AbortSignal): Promise<T> {
  const over = new AbortController();
  const deadline = delay(ms, undefined, { signal: AbortSignal.any([over.signal, signal]) }).then(
    () => Promise.reject(new Error(why)),
    () => Promise.reject(new Error('stopped')),
  );
  try {
    return await Promise.race([work, deadline]);
  } finally {
    over.abort();
    deadline.catch(() => undefined);
  }
}
