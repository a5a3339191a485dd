/** Models on this machine: catalogue, fit, downloads, import. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Id, IsoTime, Ok, Sha256 } from './common.ts';
import { errorMap } from './errors.ts';

const base = oc.errors(errorMap);

export const ModelRole = z.enum(['generator', 'embedder', 'reranker']);
export type ModelRole = z.infer<typeof ModelRole>;
export const Fit = z.enum(['good', 'tight', 'no', 'unknown']);

/** How a model keeps what it has read of a conversation: in 16 bits, or in 8, which takes half the memory. */
export const KvCache = z.enum(['full', 'quantised']);
export type KvCache = z.infer<typeof KvCache>;

/** What became of a model since the start; in words in the interface. */
export const ModelRuntime = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('loaded'),
    /** 'cpu', 'cuda', 'vulkan' or 'metal'. */
    backend: z.string(),
    /** Why the graphics card is not used although it was wanted. */
    gpuProblem: z.string().nullable(),
    threads: z.number().int(),
    contextTokens: z.number().int(),
    /** More than `contextTokens`: memory was tight. */
    wantedContextTokens: z.number().int(),
    kvCache: KvCache,
    memoryBytes: z.number(),
  }),
  z.object({ state: z.literal('let-go'), why: z.enum(['idle', 'memory', 'replaced']) }),
  /** Not loaded: it does not fit what is free. */
  z.object({ state: z.literal('refused'), neededBytes: z.number(), freeBytes: z.number() }),
]);
export type ModelRuntime = z.infer<typeof ModelRuntime>;

export const CatalogueModel = z.object({
  id: z.string(),
  role: ModelRole,
  name: z.string(),
  licence: z.string(),
  languages: z.array(z.string()),
  repository: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().nullable(), sha256: Sha256.nullable() })),
  parameters: z.string(),
  quantisation: z.string().nullable(),
  contextTokens: z.number().int().nullable(),
  note: z.object({ hr: z.string(), en: z.string() }),
  fit: Fit,
  memoryBytes: z.number().nullable(),
  expectedTokensPerSecond: z.number().nullable(),
  installed: z.boolean(),
  jobId: Id.nullable(),
  /** Its download rests until somebody says so. */
  paused: z.boolean(),
});
export type CatalogueModel = z.infer<typeof CatalogueModel>;

export const InstalledModel = z.object({
  id: z.string(),
  role: ModelRole,
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  sha256: Sha256.nullable(),
  /** `in-place`: used where it lies, never deleted by Sova. */
  origin: z.enum(['download', 'import', 'in-place']),
  inUse: z.boolean(),
  fit: Fit,
  memoryBytes: z.number().nullable(),
  /** null: not asked for since the start. */
  runtime: ModelRuntime.nullable(),
  addedAt: IsoTime,
});
export type InstalledModel = z.infer<typeof InstalledModel>;

export const EndpointModel = z.object({ baseUrl: z.string(), server: z.string(), models: z.array(z.string()), local: z.boolean() });

export const models = {
  catalogue: base.output(z.array(CatalogueModel)),
  installed: base.output(z.array(InstalledModel)),
  download: base.input(z.object({ id: z.string() })).output(z.object({ jobId: Id })),
  pauseDownload: base.input(z.object({ jobId: Id, paused: z.boolean() })).output(Ok),
  importPath: base.input(z.object({ path: z.string().min(1), how: z.enum(['copy', 'in-place']) })).output(z.object({ jobId: Id })),
  remove: base.input(z.object({ id: z.string() })).output(Ok),
  /** Makes it the one that answers (or searches). */
  use: base.input(z.object({ id: z.string() })).output(Ok),
  /** Looks for OpenAI-compatible servers on this machine (Ollama, LM Studio, llama-server). */
  discover: base.output(z.array(EndpointModel)),
  setEndpointKey: base.input(z.object({ baseUrl: z.url(), key: z.string() })).output(Ok),
  events: base.output(eventIterator(z.object({ type: z.literal('changed') }))),
};
