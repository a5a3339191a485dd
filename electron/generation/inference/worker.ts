/** The inference process's work: one model, one decoding at a time, every request cancellable. */
import type { ModelRuntime } from '../../contract/index.ts';
import type { FromInference, ModelSpec, Prepared, ToInference } from '../protocol.ts';
import { Failure } from './failure.ts';
import { createFairQueue } from './fair-queue.ts';
import { generate } from './generate.ts';
import { readHeader } from './gguf.ts';
import { type FreeMemory, type LoadedModel, loadModel } from './loaded-model.ts';
import { createEstimator } from './memory.ts';

export interface Worker {
  handle(message: ToInference): void;
}

export interface WorkerOptions {
  freeMemory?: FreeMemory;
  /** Between two looks at the memory while the model rests. */
  watchMs?: number;
}

const WATCH_MS = 5000;
/** Less free than this, and a model that rests is let go before the system begins to swap. */
const LET_GO_BELOW = 256 * 1024 * 1024;

export function createWorker(send: (message: FromInference) => void, o: WorkerOptions = {}): Worker {
  const queue = createFairQueue();
  const cancels = new Map<number, AbortController>();
  let loaded: LoadedModel | null = null;
  let idle: NodeJS.Timeout | null = null;
  let watch: NodeJS.Timeout | null = null;

  const tell = (path: string, runtime: ModelRuntime): void => send({ type: 'runtime', path, runtime });

  async function letGo(why: Extract<ModelRuntime, { state: 'let-go' }>['why']): Promise<void> {
    stopResting();
    const gone = loaded;
    loaded = null;
    await gone?.dispose();
    if (gone) tell(gone.spec.path, { state: 'let-go', why });
  }

  async function need(spec: ModelSpec): Promise<LoadedModel> {
    stopResting();
    if (loaded && !sameModel(loaded.spec, spec)) {
      // A file that cannot be a model costs the one in memory nothing.
      await readHeader(spec.path);
      await letGo('replaced');
    }
    loaded ??= await load(spec);
    return loaded;
  }

  async function load(spec: ModelSpec): Promise<LoadedModel> {
    try {
      const model = await loadModel(spec, o.freeMemory ?? null);
      const { backend, gpuProblem, threads, contextTokens, wantedContextTokens, kvCache, memoryBytes } = model.info;
      tell(spec.path, { state: 'loaded', backend, gpuProblem, threads, contextTokens, wantedContextTokens, kvCache, memoryBytes });
      return model;
    } catch (error) {
      if (error instanceof Failure && error.code === 'model-too-large') tell(spec.path, { state: 'refused', neededBytes: error.details.neededBytes ?? 0, freeBytes: error.details.freeBytes ?? 0 });
      throw error;
    }
  }

  function stopResting(): void {
    if (idle) clearTimeout(idle);
    if (watch) clearInterval(watch);
    idle = null;
    watch = null;
  }

  /** Between two requests: let go after a time, or as soon as others need the memory; never while somebody waits. */
  function rest(idleMs: number): void {
    stopResting();
    idle = setTimeout(() => void queue.run('idle', NEVER, () => letGo('idle')), idleMs).unref();
    watch = setInterval(() => void relieve(), o.watchMs ?? WATCH_MS).unref();
  }

  async function relieve(): Promise<void> {
    const resting = loaded;
    if (!resting || (await resting.freeMemory()) >= LET_GO_BELOW) return;
    // Somebody may have asked meanwhile: then it rests no longer.
    const rests = (): boolean => loaded === resting && idle !== null;
    if (rests()) await queue.run('pressure', NEVER, async () => rests() ? letGo('memory') : undefined);
  }

  /** With the model in memory, in its turn. */
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
          const result = await generate(model, message, signal, { text: (text) => send({ type: 'text', id, text }), takeBack: () => send({ type: 'taken-back', id }) });
          learnSpeed(model.info, result.promptTokens - result.reusedTokens, result.prefillMs);
          return { type: 'generated', id, result };
        });
      case 'estimate': {
        const estimate = await createEstimator(await readHeader(message.path, signal));
        return send({ type: 'estimated', id, estimate: await estimate(message) });
      }
      case 'unload':
        await queue.run('unload', signal, () => letGo('replaced'));
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

const NEVER = AbortSignal.any([]);

function failure(error: unknown, signal: AbortSignal): Pick<Extract<FromInference, { type: 'failed' }>, 'code' | 'message' | 'details'> {
  if (signal.aborted) return { code: 'cancelled', message: 'cancelled', details: {} };
  if (error instanceof Failure) return { code: error.code, message: error.message, details: error.details };
  return { code: 'model-failed', message: error instanceof Error ? error.message : String(error), details: {} };
}

const sameModel = (a: ModelSpec, b: ModelSpec): boolean => a.path === b.path && a.contextTokens === b.contextTokens && a.gpu === b.gpu && a.avoidGpu === b.avoidGpu && a.kvCache === b.kvCache;

const MIN_MEASURED = 64;

/** Long prompts say more about the machine than the short measurement at loading. */
function learnSpeed(info: Prepared, tokens: number, ms: number): void {
  if (tokens < MIN_MEASURED || ms <= 0) return;
  const measured = tokens / (ms / 1000);
  info.prefillTokensPerSecond = info.prefillTokensPerSecond === null ? measured : (info.prefillTokensPerSecond + measured) / 2;
}
