/** Health of the parts, and what this installation is. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { IsoTime, Ok } from './common.ts';
import { errorMap } from './errors.ts';
import { QueueDepth } from './jobs.ts';
import { ModelRuntime } from './models.ts';

const base = oc.errors(errorMap);

/** `halted`: stopped working too often and waits for a person. `idle`: nothing asked of it yet (inference without a model). */
export const ServiceState = z.enum(['idle', 'starting', 'running', 'unhealthy', 'backing-off', 'halted', 'stopping', 'stopped']);
export type ServiceState = z.infer<typeof ServiceState>;
export const ServiceName = z.enum(['engine', 'chroma', 'inference']);
export type ServiceName = z.infer<typeof ServiceName>;

export const Service = z.object({
  name: ServiceName,
  state: ServiceState,
  pid: z.number().int().nullable(),
  restarts: z.number().int(),
  since: IsoTime,
  detail: z.string(),
});
export type Service = z.infer<typeof Service>;

export const HealthStatus = z.enum(['ok', 'degraded', 'starting', 'down']);
export type HealthStatus = z.infer<typeof HealthStatus>;

/** What the index holds. `coverage` of an embedder: vectors there / passages, 0..1. */
export const IndexStatus = z.object({
  passages: z.number().int(),
  embedders: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean(), coverage: z.number(), paused: z.boolean() })),
  repairing: z.boolean(),
});
export type IndexStatus = z.infer<typeof IndexStatus>;

export const Health = z.object({
  status: HealthStatus,
  version: z.string(),
  modelsLoaded: z.array(z.string()),
  vectorDbConnected: z.boolean(),
  /** The language model that answers; null: none on this machine is chosen. */
  generator: z.object({ name: z.string(), runtime: ModelRuntime.nullable() }).nullable(),
  services: z.array(Service),
  queues: z.array(QueueDepth),
  index: IndexStatus.nullable(),
  disk: z.object({ freeBytes: z.number(), low: z.boolean() }).nullable(),
});
export type Health = z.infer<typeof Health>;

/** What happened to the data at this start. The damaged file is kept at `setAside`. */
export const DataNotice = z.object({
  /** `started-empty`: there was no good snapshot. */
  kind: z.enum(['restored', 'started-empty']),
  /** What was written after this may be missing. */
  snapshotTakenAt: IsoTime.nullable(),
  setAside: z.string().nullable(),
});
export type DataNotice = z.infer<typeof DataNotice>;

export const SystemInfo = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'web']),
  platform: z.string(),
  dataDir: z.string(),
  /** Languages of the operating system, best first. */
  locales: z.array(z.string()),
  cpu: z.object({ model: z.string(), cores: z.number().int() }),
  memoryBytes: z.number(),
  dataNotices: z.array(DataNotice),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

export const system = {
  health: base.output(Health),
  healthEvents: base.output(eventIterator(Health)),
  info: base.output(SystemInfo),
  restartService: base.input(z.object({ name: ServiceName })).output(Ok),
  /** The newest lines a part wrote, secrets removed. */
  serviceLog: base.input(z.object({ name: ServiceName })).output(z.object({ lines: z.array(z.string()) })),
  repairIndex: base.output(Ok),
  pauseEmbedding: base.input(z.object({ paused: z.boolean() })).output(Ok),
};
