/** The inference process's work: one model, one decoding at a time, every request cancellable. */
import type { FromInference, ModelSpec, Prepared, ToInference } from '../protocol.ts';
import { Failure } from './failure.ts';
import { createFairQueue } from './fair-queue.ts';
import { generate } from './generate.ts';
import { estimateMemory, readHeader } from './gguf.ts';
import { type LoadedModel, loadModel } from './loaded-model.ts';

export interface Worker {
  handle(message: ToInference): void;
}

export function createWorker(send: (message: FromInference) => void): Worker {
  const queue = createFairQueue();
  const cancels = new Map<number, AbortController>();
  let loaded: LoadedModel | null = null;
  let idle: NodeJS.Timeout | null = null;

  async function unload(): Promise<void> {
    const gone = loaded;
    loaded = null;
    await gone?.dispose();
  }

  async function need(spec: ModelSpec): Promise<LoadedModel> {
    if (idle) clearTimeout(idle);
    if (loaded && !sameModel(loaded.spec, spec)) {
      // A file that cannot be a model costs the one in memory nothing.
      await readHeader(spec.path);
      await unload();
    }
    loaded ??= await loadModel(spec);
    return loaded;
  }

  function rest(idleMs: number): void {
    if (idle) clearTimeout(idle);
    idle = setTimeout(() => void queue.run('idle', AbortSignal.any([]), unload), idleMs);
    idle.unref();
  }

  /** With the model in memory, in its turn; `begun` cancels only what waits. */
  async function withModel(owner: string, spec: ModelSpec, signal: AbortSignal, work: (model: LoadedModel) => Promise<FromInference>): Promise<void> {
    send(
      await queue.run(owner, signal, async () => {
        try {
          return await work(await need(spec));
        } finally {
          rest(spec.idleMs);
        }
      }),
    );
  }

  async function serve(message: Exclude<ToInference, { type: 'abort' }>, signal: AbortSignal): Promise<void> {
    const { id } = message;
    switch (message.type) {
      case 'prepare':
        return withModel('prepare', message.model, signal, async ({ info }) => ({ type: 'prepared', id, info }));
      case 'count':
        return withModel('count', message.model, signal, async ({ model }) => ({ type: 'counted', id, tokens: message.texts.map((text) => model.tokenize(text).length) }));
      case 'generate':
        return withModel(message.conversationId, message.model, signal, async (model) => {
          const result = await generate(model, message, signal, (text) => send({ type: 'text', id, text }));
          learnSpeed(model.info, result.promptTokens - result.reusedTokens, result.prefillMs);
          return { type: 'generated', id, result };
        });
      case 'estimate':
        return send({ type: 'estimated', id, estimate: await estimateMemory(await readHeader(message.path, signal), message.contextTokens, 0) });
      case 'unload':
        await queue.run('unload', signal, unload);
        return send({ type: 'unloaded', id });
    }
  }

  return {
    handle(message) {
      if (message.type === 'abort') return cancels.get(message.id)?.abort();
      const cancel = new AbortController();
      cancels.set(message.id, cancel);
      serve(message, cancel.signal)
        .catch((error: unknown) => send({ type: 'failed', id: message.id, ...failure(error, cancel.signal) }))
        .finally(() => cancels.delete(message.id));
    },
  };
}

function failure(error: unknown, signal: AbortSignal): Pick<Extract<FromInference, { type: 'failed' }>, 'code' | 'message'> {
  if (signal.aborted) return { code: 'cancelled', message: 'cancelled' };
  if (error instanceof Failure) return { code: error.code, message: error.message };
  return { code: 'model-failed', message: error instanceof Error ? error.message : String(error) };
}

const sameModel = (a: ModelSpec, b: ModelSpec): boolean => a.path === b.path && a.contextTokens === b.contextTokens && a.gpu === b.gpu;

const MIN_MEASURED = 64;

/** Long prompts say more about the machine than the short measurement at loading. */
function learnSpeed(info: Prepared, tokens: number, ms: number): void {
  if (tokens < MIN_MEASURED || ms <= 0) return;
  const measured = tokens / (ms / 1000);
  info.prefillTokensPerSecond = info.prefillTokensPerSecond === null ? measured : (info.prefillTokensPerSecond + measured) / 2;
}
