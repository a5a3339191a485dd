/**
 * What the engine can do now, and the one thing it must be told: where Chroma listens,
 * after each start of either.
 */
import type { EngineClient, Ready } from '../engine/index.ts';
import type { Log } from '../log/index.ts';
import type { Child } from '../supervisor/index.ts';

export interface EngineLink {
  /** The engine's own word, at most a few seconds old; null while it does not answer. */
  ready(): Ready | null;
  /** Asks anew. */
  refresh(): Promise<Ready | null>;
  onChange(listener: () => void): () => void;
  start(): void;
  stop(): void;
}

const ASK_MS = { coming: 300, settled: 3000 };
const PATIENCE_MS = 10_000;

export function createEngineLink(o: { engine: EngineClient; engineChild: Child; chromaChild: Child; log: Log }): EngineLink {
  const { engine, engineChild, chromaChild, log } = o;
  const listeners = new Set<() => void>();
  let latest: Ready | null = null;
  let told: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = true;
  let asking: Promise<Ready | null> | null = null;

  function keep(next: Ready | null): Ready | null {
    const changed = JSON.stringify(next) !== JSON.stringify(latest);
    latest = next;
    if (changed) for (const listener of listeners) listener();
    return next;
  }

  /** Which engine process knows which Chroma: told once per pair. */
  async function tellVectors(): Promise<void> {
    const vectors = chromaChild.endpoint();
    if (vectors === null || engineChild.endpoint() === null) return;
    const pair = `${engineChild.status().pid} ${vectors.url} ${vectors.token}`;
    if (pair === told) return;
    await engine.setVectors(vectors, AbortSignal.timeout(PATIENCE_MS));
    told = pair;
  }

  async function ask(): Promise<Ready | null> {
    if (engineChild.endpoint() === null) return keep(null);
    try {
      await tellVectors();
    } catch (error) {
      log.warn('the engine was not told where the vectors are', { error });
    }
    try {
      return keep(await engine.ready(AbortSignal.timeout(PATIENCE_MS)));
    } catch (error) {
      log.debug('the engine did not say whether it is ready', { error });
      return keep(null);
    }
  }

  function refresh(): Promise<Ready | null> {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function watch(): Promise<void> {
    const ready = await refresh();
    if (stopped) return;
    if (timer) clearTimeout(timer);
    const settled = ready?.ready === true && (ready.vectorDbConnected || chromaChild.endpoint() === null);
    timer = setTimeout(() => void watch(), settled ? ASK_MS.settled : ASK_MS.coming);
    timer.unref();
  }

  /** An answer under way is older than the change: it is asked again behind it, and soon again while things are coming. */
  function askAnew(): void {
    if (!stopped) void Promise.resolve(asking).then(watch);
  }
  for (const child of [engineChild, chromaChild]) child.onChange(askAnew);

  return {
    ready: () => latest,
    refresh,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (!stopped) return;
      stopped = false;
      void watch();
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
