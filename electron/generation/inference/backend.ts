/** llama.cpp itself: prebuilt binaries only, the best backend that works, otherwise the processor. */
import { getLlama, type Llama, LlamaLogLevel } from 'node-llama-cpp';

export interface Backend {
  llama: Llama;
  name: string;
  gpuProblem: string | null;
}

const options = {
  build: 'never',
  skipDownload: true,
  logLevel: LlamaLogLevel.warn,
  logger: (_: LlamaLogLevel, message: string) => void process.stderr.write(`llama.cpp: ${message.trimEnd()}\n`),
} as const;

/** @param avoidGpu why a graphics card must not be used (an earlier attempt failed); null to try it */
export async function openBackend(gpu: 'auto' | 'cpu', avoidGpu: string | null): Promise<Backend> {
  if (gpu === 'auto' && avoidGpu === null) {
    try {
      const llama = await getLlama({ ...options, gpu: 'auto' });
      return { llama, name: llama.gpu === false ? 'cpu' : llama.gpu, gpuProblem: null };
    } catch (error) {
      return { llama: await getLlama({ ...options, gpu: false }), name: 'cpu', gpuProblem: error instanceof Error ? error.message : String(error) };
    }
  }
  return { llama: await getLlama({ ...options, gpu: false }), name: 'cpu', gpuProblem: avoidGpu };
}

/** One physical core is left to the rest of the machine: llama.cpp's threads spin while they wait for each other. */
export const threadsFor = (llama: Pick<Llama, 'cpuMathCores'>): number => Math.max(1, llama.cpuMathCores - 1);
