/** What a model takes in memory with a context, and how to hold it in what is free. */
import { GgufInsights, GgmlType, type Llama } from 'node-llama-cpp';
import type { Holding, MemoryEstimate, ModelSpec } from '../protocol.ts';
import { Failure } from './failure.ts';
import type { Header } from './gguf.ts';

export interface Estimator {
  (holding: Holding, gpuLayers?: number): Promise<MemoryEstimate>;
  trainedContextTokens: number | null;
  /** llama.cpp keeps quantised values only with flash attention. */
  canQuantise: boolean;
}

/** Conversations that can take turns without reading everything again. */
export const SEQUENCES = 2;
/** On a processor more tokens at a time read no faster, and each takes work space for the whole vocabulary. */
export const CPU_BATCH = 128;
const GPU_BATCH = 512;
const MIN_CONTEXT = 1024;
/** Kept free for the rest of the machine. */
const RAM_RESERVE = 512 * 1024 * 1024;

/** llama.cpp itself and the runtime's heap, and what an entry of the vocabulary takes in both (npm run eval:memory). */
const PROCESS_BYTES = 40e6;
const VOCABULARY_ENTRY_BYTES = 1650;

/** @param llama decides what a graphics card could carry; without it llama.cpp is asked without any */
export async function createEstimator({ info, vocabulary }: Header, llama?: Llama): Promise<Estimator> {
  const insights = await GgufInsights.from(info, llama);
  const trained = insights.trainContextSize ?? null;

  async function estimate({ contextTokens, sequences, kvCache }: Holding, gpuLayers = 0): Promise<MemoryEstimate> {
    const contextSize = Math.min(contextTokens, trained ?? contextTokens);
    const onCpu = gpuLayers === 0;
    const model = await insights.estimateModelResourceRequirementsV2({ gpuLayers, ...(onCpu && { useMmap: false }) });
    const context = await insights.estimateContextResourceRequirementsV2({
      contextSize,
      modelGpuLayers: gpuLayers,
      sequences,
      batchSize: onCpu ? CPU_BATCH : GPU_BATCH,
      flashAttention: kvCache === 'quantised' ? true : 'auto',
      ...(onCpu && { useMmap: false }),
      ...(kvCache === 'quantised' && { kvCacheKeyType: GgmlType.Q8_0, kvCacheValueType: GgmlType.Q8_0 }),
    });
    return {
      ramBytes: Math.round(model.cpuRam + context.cpuRam + PROCESS_BYTES + vocabulary * VOCABULARY_ENTRY_BYTES),
      vramBytes: model.gpuVram + context.gpuVram,
      contextTokens: contextSize,
      trainedContextTokens: trained,
    };
  }
  return Object.assign(estimate, { trainedContextTokens: trained, canQuantise: insights.flashAttentionSupported });
}

/**
 * As wanted if it fits beside what else runs; otherwise one conversation's state instead of two, then
 * that state in 8 bits instead of 16, then half the context, and so on.
 * @throws Failure model-too-large when not even the smallest context fits
 */
export async function planHolding(spec: Pick<ModelSpec, 'contextTokens' | 'kvCache'>, freeBytes: number, estimate: Estimator): Promise<Holding> {
  const room = Math.max(0, freeBytes - RAM_RESERVE);
  const wanted = Math.min(spec.contextTokens, estimate.trainedContextTokens ?? spec.contextTokens);
  const ways = waysOf(spec.kvCache, estimate.canQuantise);
  for (let contextTokens = wanted; ; contextTokens = Math.floor(contextTokens / 2)) {
    let needed = Infinity;
    for (const way of ways) {
      const holding = { ...way, contextTokens };
      const { ramBytes } = await estimate(holding);
      if (ramBytes <= room) return holding;
      needed = Math.min(needed, ramBytes);
    }
    if (contextTokens / 2 < MIN_CONTEXT) throw new Failure('model-too-large', `The model needs ${needed} bytes of memory, ${room} may be used`, { neededBytes: needed, freeBytes: room });
  }
}

function waysOf(wanted: ModelSpec['kvCache'], canQuantise: boolean): Omit<Holding, 'contextTokens'>[] {
  const full = [SEQUENCES, 1].map((sequences) => ({ sequences, kvCache: 'full' as const }));
  if (wanted === 'full' || !canQuantise) return full;
  const single = { sequences: 1, kvCache: 'quantised' as const };
  return wanted === 'auto' ? [...full, single] : [{ ...single, sequences: SEQUENCES }, single];
}

/** The options of a context that is held so. */
export function contextOptions({ sequences, kvCache }: Holding, onCpu: boolean) {
  return {
    sequences,
    batchSize: onCpu ? CPU_BATCH : GPU_BATCH,
    flashAttention: kvCache === 'quantised' ? true : ('auto' as const),
    ...(kvCache === 'quantised' && { experimentalKvCacheKeyType: 'Q8_0' as const, experimentalKvCacheValueType: 'Q8_0' as const }),
  };
}
