/** What the core and the inference process say to each other, checked at both ends. */
import { z } from 'zod';

/** Which model, and how to hold it; a request for another one replaces it. */
export const ModelSpec = z.object({
  path: z.string().min(1),
  contextTokens: z.number().int().min(256),
  gpu: z.enum(['auto', 'cpu']),
  /** Let go after so long without a request. */
  idleMs: z.number().int().min(1),
});
export type ModelSpec = z.infer<typeof ModelSpec>;

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
  z.object({ type: z.literal('estimate'), id: z.number(), path: z.string(), contextTokens: z.number().int() }),
  z.object({ type: z.literal('abort'), id: z.number() }),
  z.object({ type: z.literal('unload'), id: z.number() }),
]);
export type ToInference = z.infer<typeof ToInference>;

export const Prepared = z.object({
  name: z.string(),
  contextTokens: z.number().int(),
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

export const MemoryEstimate = z.object({ ramBytes: z.number(), vramBytes: z.number(), contextTokens: z.number().int(), trainedContextTokens: z.number().int().nullable() });
export type MemoryEstimate = z.infer<typeof MemoryEstimate>;

export const FailureCode = z.enum(['model-missing', 'model-corrupt', 'model-too-large', 'model-failed', 'cancelled']);
export type FailureCode = z.infer<typeof FailureCode>;

export const FromInference = z.discriminatedUnion('type', [
  z.object({ type: z.literal('prepared'), id: z.number(), info: Prepared }),
  z.object({ type: z.literal('counted'), id: z.number(), tokens: z.array(z.number().int()) }),
  z.object({ type: z.literal('text'), id: z.number(), text: z.string() }),
  z.object({ type: z.literal('generated'), id: z.number(), result: Generated }),
  z.object({ type: z.literal('estimated'), id: z.number(), estimate: MemoryEstimate }),
  z.object({ type: z.literal('unloaded'), id: z.number() }),
  z.object({ type: z.literal('failed'), id: z.number(), code: FailureCode, message: z.string() }),
]);
export type FromInference = z.infer<typeof FromInference>;
