/** The core's end of the inference process: requests by number, their answers, and what happens when the process goes. */
import { CodedError, type ModelRuntime } from '../contract/index.ts';
import type { Child } from '../supervisor/index.ts';
import { GenerationError } from './generator.ts';
import { type FailureCode, type FailureDetails, FromInference, type Generated, type Hearing, type Holding, type MemoryEstimate, type ModelSpec, type Prepared, type ToInference } from './protocol.ts';

/** What carries the messages: a supervised child here; anything that can post messages would do. */
export type InferenceChannel = Pick<Child, 'start' | 'status' | 'send' | 'onMessage' | 'onChange'>;

export interface InferenceClient {
  /** Loads the model unless it is there. */
  prepare(model: ModelSpec, signal?: AbortSignal): Promise<Prepared>;
  count(model: ModelSpec, texts: readonly string[]): Promise<number[]>;
  generate(request: Omit<Extract<ToInference, { type: 'generate' }>, 'type' | 'id'>, signal: AbortSignal, hear: Hearing): Promise<Generated>;
  /** From the header of the file; nothing is loaded. */
  estimate(path: string, holding: Holding): Promise<MemoryEstimate>;
  unload(): Promise<void>;
  /** What became of the model at this path; null: not asked for since the process started. */
  runtimeOf(path: string): ModelRuntime | null;
  onRuntime(listener: () => void): () => void;
}

/** A model that fails, as the reason chat falls back for. */
export class InferenceFailure extends GenerationError {
  readonly code: FailureCode;
  readonly details: FailureDetails;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(code === 'model-too-large' ? 'out-of-memory' : 'model-failed', message);
    this.code = code;
    this.details = details;
  }
}

type Reply = Exclude<FromInference, { type: 'text' | 'taken-back' | 'failed' | 'runtime' }>;

interface Pending {
  resolve(reply: Reply): void;
  reject(error: Error): void;
  hear: Hearing;
}

const DEAF: Hearing = { text: () => undefined, takeBack: () => undefined };

const GONE = new Set(['backing-off', 'halted', 'stopping', 'stopped']);

export function createInferenceClient(channel: InferenceChannel): InferenceClient {
  const pending = new Map<number, Pending>();
  const runtimes = new Map<string, ModelRuntime>();
  const runtimeListeners = new Set<() => void>();
  let lastId = 0;

  const runtimesChanged = (): void => {
    for (const listener of runtimeListeners) listener();
  };

  channel.onMessage((raw) => {
    const parsed = FromInference.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.type === 'runtime') {
      runtimes.set(message.path, message.runtime);
      return runtimesChanged();
    }
    const waiting = pending.get(message.id);
    if (!waiting) return;
    if (message.type === 'text') return waiting.hear.text(message.text);
    if (message.type === 'taken-back') return waiting.hear.takeBack();
    pending.delete(message.id);
    if (message.type === 'failed') waiting.reject(new InferenceFailure(message.code, message.message, message.details));
    else waiting.resolve(message);
  });
  channel.onChange(({ state, detail }) => {
    if (!GONE.has(state)) return;
    runtimes.clear();
    runtimesChanged();
    const stopped = [...pending.values()];
    pending.clear();
    for (const waiting of stopped) waiting.reject(new GenerationError('inference-stopped', detail === '' ? `the inference process is ${state}` : detail));
  });

  /** @throws GenerationError */
  async function ask<T extends Reply['type']>(
    type: T,
    message: (id: number) => ToInference,
    hear: Hearing = DEAF,
    signal?: AbortSignal,
  ): Promise<Extract<Reply, { type: T }>> {
    await channel.start().catch((error: unknown) => {
      throw new GenerationError('inference-stopped', error instanceof Error ? error.message : String(error));
    });
    lastId += 1;
    const id = lastId;
    const abort = () => void channel.send({ type: 'abort', id } satisfies ToInference);
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        pending.set(id, { resolve, reject, hear });
        if (!channel.send(message(id))) reject(new GenerationError('inference-stopped', 'the inference process is not there'));
        if (signal?.aborted) abort();
        signal?.addEventListener('abort', abort, { once: true });
      });
      if (!isOf(reply, type)) throw new GenerationError('model-failed', `the inference process answered ${reply.type} to ${type}`);
      return reply;
    } finally {
      pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  }

  return {
    prepare: async (model, signal) => (await ask('prepared', (id) => ({ type: 'prepare', id, model }), undefined, signal)).info,
    count: async (model, texts) => (await ask('counted', (id) => ({ type: 'count', id, model, texts: [...texts] }))).tokens,
    generate: async (request, signal, hear) => (await ask('generated', (id) => ({ type: 'generate', id, ...request }), hear, signal)).result,
    async estimate(path, holding) {
      try {
        return (await ask('estimated', (id) => ({ type: 'estimate', id, path, ...holding }))).estimate;
      } catch (error) {
        if (error instanceof InferenceFailure && error.code !== 'cancelled') throw new CodedError(error.code, error.message, { path });
        throw error;
      }
    },
    async unload() {
      await ask('unloaded', (id) => ({ type: 'unload', id }));
    },
    runtimeOf: (path) => runtimes.get(path) ?? null,
    onRuntime(listener) {
      runtimeListeners.add(listener);
      return () => runtimeListeners.delete(listener);
    },
  };
}

function isOf<T extends Reply['type']>(reply: Reply, type: T): reply is Extract<Reply, { type: T }> {
  return reply.type === type;
}
