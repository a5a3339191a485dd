/** What the core and the inference process say to each other, checked at both ends. */
import { z } from 'zod';
import { KvCache, ModelRuntime } from '../contract/index.ts';

/** Which model, and how to hold it; a request for another one replaces it. */
export const ModelSpec = z.object({
  path: z.string().min(1),
  contextTokens: z.number().int().min(256),
  gpu: z.enum(['auto', 'cpu']),
  /** Why the graphics card is left alone although it is wanted: loading on it has ended this process before. */
  avoidGpu: z.string().optional(),
  /** `auto`: in 16 bits, in 8 where memory is tight. */
  kvCache: z.enum(['auto', ...KvCache.options]),
  /** Let go after so long without a request. */
  idleMs: z.number().int().min(1),
});
export type ModelSpec = z.infer<typeof ModelSpec>;

/** How a model is held. */
export const Holding = z.object({
  contextTokens: z.number().int(),
  /** Conversations whose state is kept at a time. */
  sequences: z.number().int().min(1),
  kvCache: KvCache,
});
export type Holding = z.infer<typeof Holding>;

const Message = z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string() });

export const ToInference = z.discriminatedUnion('type', [
  /** Loads the model and measures how fast it reads. */
  z.object({ type: z.literal('prepare'), id: z.number(), model: ModelSpec }),
  z.object({ type: z.literal('count'), id: z.number(), model: ModelSpec, texts: z.array(z.string()) }),
  z.object({
    type: z.literal('generate'),
    id: z.number(),
    model: ModelSpec,
    conversationId: z.string(),
    messages: z.array(Message),
    maxTokens: z.number().int().min(1),
    temperature: z.number().min(0),
    /** Fixes the sampling, for tests and measurements. */
    seed: z.number().int().optional(),
  }),
  /** Memory a model file would take, from its header alone. */
  Holding.extend({ type: z.literal('estimate'), id: z.number(), path: z.string() }),
  z.object({ type: z.literal('abort'), id: z.number() }),
  z.object({ type: z.literal('unload'), id: z.number() }),
]);
export type ToInference = z.infer<typeof ToInference>;

export const Prepared = z.object({
  name: z.string(),
  contextTokens: z.number().int(),
  /** Less than was asked for means that memory was tight. */
  wantedContextTokens: z.number().int(),
  kvCache: KvCache,
  /** Foretold for the way it is held. */
  memoryBytes: z.number(),
  /** 'cpu', 'cuda', 'vulkan' or 'metal'. */
  backend: z.string(),
  /** Why the graphics card is not used although it was wanted; null when it is, or was not wanted. */
  gpuProblem: z.string().nullable(),
  threads: z.number().int(),
  prefillTokensPerSecond: z.number().nullable(),
});
export type Prepared = z.infer<typeof Prepared>;

export const Generated = z.object({
  text: z.string(),
  promptTokens: z.number().int(),
  reusedTokens: z.number().int(),
  outputTokens: z.number().int(),
  prefillMs: z.number(),
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  ended: z.enum(['stop', 'length', 'aborted']),
});
export type Generated = z.infer<typeof Generated>;

/** Who listens to an answer as it comes. */
export interface Hearing {
  text(text: string): void;
  /** What was said so far was thinking. */
  takeBack(): void;
}

export const MemoryEstimate = z.object({ ramBytes: z.number(), vramBytes: z.number(), contextTokens: z.number().int(), trainedContextTokens: z.number().int().nullable() });
export type MemoryEstimate = z.infer<typeof MemoryEstimate>;

export const FailureCode = z.enum(['model-missing', 'model-corrupt', 'model-too-large', 'model-failed', 'cancelled']);
export type FailureCode = z.infer<typeof FailureCode>;

/** What the words for a failure are filled with. */
export const FailureDetails = z.object({ neededBytes: z.number(), freeBytes: z.number() }).partial();
export type FailureDetails = z.infer<typeof FailureDetails>;

export const FromInference = z.discriminatedUnion('type', [
  z.object({ type: z.literal('prepared'), id: z.number(), info: Prepared }),
  z.object({ type: z.literal('counted'), id: z.number(), tokens: z.array(z.number().int()) }),
  z.object({ type: z.literal('text'), id: z.number(), text: z.string() }),
  /** The text so far was no answer. */
  z.object({ type: z.literal('taken-back'), id: z.number() }),
  z.object({ type: z.literal('generated'), id: z.number(), result: Generated }),
  z.object({ type: z.literal('estimated'), id: z.number(), estimate: MemoryEstimate }),
  z.object({ type: z.literal('unloaded'), id: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number(), code: FailureCode, message: z.string(), details: FailureDetails }),
  /** Unasked: what became of the model at this path. */
  z.object({ type: z.literal('runtime'), path: z.string(), runtime: ModelRuntime }),
]);
export type FromInference = z.infer<typeof FromInference>;
