/** A model file judged by its header, before anything is loaded. */
import { open } from 'node:fs/promises';
import { type GgufFileInfo, GgufInsights, type Llama, readGgufFileInfo } from 'node-llama-cpp';
import type { MemoryEstimate } from '../protocol.ts';
import { Failure } from './failure.ts';

/** @throws Failure model-missing, model-corrupt */
export async function readHeader(path: string, signal?: AbortSignal): Promise<GgufFileInfo> {
  const size = await sizeWithMagic(path);
  let info: GgufFileInfo;
  try {
    info = await readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false, ...(signal ? { signal } : {}) });
  } catch (error) {
    throw new Failure('model-corrupt', `The header of the model file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  requireWhole(info, size);
  return info;
}

/** What loading it with this context takes; `llama` decides what a graphics card could carry. */
export async function estimateMemory(info: GgufFileInfo, contextTokens: number, gpuLayers: number, llama?: Llama, sequences = 1): Promise<MemoryEstimate> {
  const insights = await GgufInsights.from(info, llama);
  const trained = insights.trainContextSize ?? null;
  const contextSize = Math.min(contextTokens, trained ?? contextTokens);
  const model = await insights.estimateModelResourceRequirementsV2({ gpuLayers, useMmap: true });
  const context = await insights.estimateContextResourceRequirementsV2({ contextSize, modelGpuLayers: gpuLayers, sequences });
  return {
    ramBytes: model.cpuRam + context.cpuRam,
    vramBytes: model.gpuVram + context.gpuVram,
    contextTokens: contextSize,
    trainedContextTokens: trained,
  };
}

const MAGIC = 'GGUF';

async function sizeWithMagic(path: string): Promise<number> {
  let file;
  try {
    file = await open(path, 'r');
  } catch {
    throw new Failure('model-missing', `There is no model file at ${path}`);
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    if (bytesRead < MAGIC.length || buffer.toString('latin1') !== MAGIC) throw new Failure('model-corrupt', 'The file is not a GGUF model');
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** A truncated file has a good header: its tensors must lie within it. */
function requireWhole(info: GgufFileInfo, size: number): void {
  if (info.splicedParts > 1) return;
  for (const tensor of info.fullTensorInfo ?? []) {
    if (tensor.filePart > 1) continue;
    if (BigInt(tensor.fileOffset) >= BigInt(size)) throw new Failure('model-corrupt', 'The model file is cut off: its header names data behind its end');
  }
}
