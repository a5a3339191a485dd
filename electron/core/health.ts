/** The state of every part, gathered for the interface, the HTTP API and the start. */
import { statfs } from 'node:fs/promises';
import type { Health, IndexStatus, QueueDepth } from '../contract/index.ts';
import type { Child } from '../supervisor/index.ts';
import type { Ready } from '../engine/index.ts';
import type { EngineLink } from './engine-link.ts';
import { healthStatus } from './health-status.ts';

export interface HealthWatch {
  /** As of now: the engine is asked. */
  read(): Promise<Health>;
  /** Called with each change, at most a few times a second. */
  onChange(listener: (health: Health) => void): () => void;
  /** Something may have changed. */
  poke(): void;
  /** Resolves when questions can be asked; rejects when the engine gives up first. */
  answering(signal?: AbortSignal): Promise<void>;
  stop(): void;
}

export interface HealthOptions {
  version: string;
  dataDir: string;
  engine: Child;
  chroma: Child;
  inference: Child | null;
  link: EngineLink;
  generator(): Health['generator'];
  queues(): QueueDepth[];
  reserveBytes(): number;
}

const JOIN_MS = 250;
/** So long a start waits for the vectors once questions can be asked without them. */
const VECTORS_MS = 15_000;
/** Whatever a person wants left free: below this the databases themselves stop. */
const NEARLY_FULL_BYTES = 100e6;

export function createHealth(o: HealthOptions): HealthWatch {
  const children = [o.engine, o.chroma, ...(o.inference ? [o.inference] : [])];
  const listeners = new Set<(health: Health) => void>();
  let wasReady = false;
  let vectorsWereConnected = false;
  let vectorsOverdue = false;
  let patience: NodeJS.Timeout | null = null;
  let timer: NodeJS.Timeout | null = null;
  let last = '';

  async function gather(ready: Ready | null): Promise<Health> {
    wasReady ||= ready?.ready === true;
    if (wasReady) patience ??= setTimeout(giveUpWaiting, VECTORS_MS).unref();
    vectorsWereConnected ||= ready?.vectorDbConnected === true;
    return {
      status: healthStatus({
        engine: o.engine.status().state,
        chroma: o.chroma.status().state,
        inference: o.inference?.status().state ?? null,
        ready: ready?.ready === true,
        wasReady,
        vectorsConnected: ready?.vectorDbConnected === true,
        vectorsWereConnected,
        vectorsOverdue,
      }),
      version: o.version,
      modelsLoaded: ready?.modelsLoaded ?? [],
      vectorDbConnected: ready?.vectorDbConnected ?? false,
      generator: o.generator(),
      services: children.map((child) => child.status()),
      queues: o.queues(),
      index: ready === null ? null : indexOf(ready),
      disk: await diskOf(o.dataDir, o.reserveBytes()),
    };
  }

  function giveUpWaiting(): void {
    vectorsOverdue = true;
    poke();
  }

  async function tell(): Promise<void> {
    const health = await gather(o.link.ready());
    const text = JSON.stringify(health);
    if (text === last) return;
    last = text;
    for (const listener of listeners) listener(health);
  }

  function poke(): void {
    timer ??= setTimeout(() => {
      timer = null;
      void tell();
    }, JOIN_MS);
  }

  const leave = [o.link.onChange(poke), ...children.map((child) => child.onChange(poke))];
  const onChange = (listener: (health: Health) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    read: async () => gather(await o.link.refresh()),
    onChange,
    poke,
    async answering(signal) {
      const stopListening: (() => void)[] = [];
      try {
        await new Promise<void>((resolve, reject) => {
          const judge = ({ status }: Health): void => {
            if (status === 'down') reject(new Error(`The engine stopped working: ${o.engine.status().detail}`));
            else if (status !== 'starting') resolve();
          };
          const onAbort = (): void => reject(new Error('The application was stopped'));
          signal?.addEventListener('abort', onAbort, { once: true });
          stopListening.push(onChange(judge), () => signal?.removeEventListener('abort', onAbort));
          gather(o.link.ready()).then(judge, reject);
        });
      } finally {
        stopListening.forEach((stop) => stop());
      }
    },
    stop() {
      if (timer) clearTimeout(timer);
      if (patience) clearTimeout(patience);
      leave.forEach((stop) => stop());
    },
  };
}

function indexOf(ready: Ready): IndexStatus {
  return { passages: ready.passages, embedders: ready.embedders, repairing: ready.repairing };
}

/** Null where the system does not say. */
async function diskOf(dataDir: string, reserveBytes: number): Promise<Health['disk']> {
  try {
    const { bavail, bsize } = await statfs(dataDir);
    const freeBytes = bavail * bsize;
    // Rounded: every write changes the last digits, and nobody needs them.
    return { freeBytes: Math.floor(freeBytes / 1e6) * 1e6, low: freeBytes < Math.max(reserveBytes, NEARLY_FULL_BYTES) };
  } catch {
    return null;
  }
}
