/** One model in memory with its context: loaded within what the machine has, measured once. */
import { type ChatHistoryItem, type ChatWrapper, type Llama, type LlamaContext, type LlamaModel, LlamaText, resolveChatWrapper, type Token } from 'node-llama-cpp';
import type { PromptMessage } from '../generator.ts';
import type { MemoryEstimate, ModelSpec, Prepared } from '../protocol.ts';
import { openBackend, threadsFor } from './backend.ts';
import { Failure } from './failure.ts';
import { estimateMemory, readHeader } from './gguf.ts';
import { createSlots, type Slots } from './slots.ts';

export interface LoadedModel {
  spec: ModelSpec;
  info: Prepared;
  model: LlamaModel;
  context: LlamaContext;
  slots: Slots;
  /** The prompt in the model's own chat format, and what ends an answer besides its end token. */
  render(messages: readonly PromptMessage[]): { tokens: Token[]; stops: string[] };
  dispose(): Promise<void>;
}

const MIN_CONTEXT = 1024;
/** Two conversations can take turns without reading everything again. */
const SEQUENCES = 2;
/** Kept free for the rest of the machine. */
const RAM_RESERVE = 512 * 1024 * 1024;
const MEASURED_TOKENS = 48;

/** @throws Failure */
export async function loadModel(spec: ModelSpec): Promise<LoadedModel> {
  const first = await tryLoad(spec, null);
  if (first instanceof Error) return orThrow(await tryLoad(spec, first.message));
  return first;
}

/** An error is returned only where the processor may do what the graphics card could not. */
async function tryLoad(spec: ModelSpec, avoidGpu: string | null): Promise<LoadedModel | Error> {
  const header = await readHeader(spec.path);
  const backend = await openBackend(spec.gpu, avoidGpu);
  const { llama } = backend;
  try {
    const insights = { gpuLayers: backend.name === 'cpu' ? 0 : undefined };
    const fit = insights.gpuLayers === 0 ? await fitInRam(spec, llama, (tokens, sequences) => estimateMemory(header, tokens, 0, llama, sequences)) : { contextTokens: spec.contextTokens, sequences: 1 };
    const model = await llama.loadModel({ modelPath: spec.path, gpuLayers: insights.gpuLayers ?? { fitContext: { contextSize: fit.contextTokens } } });
    const threads = threadsFor(llama);
    const context = await model.createContext({
      contextSize: { min: Math.min(MIN_CONTEXT, fit.contextTokens), max: Math.min(fit.contextTokens, model.trainContextSize) },
      sequences: fit.sequences,
      flashAttention: 'auto',
      threads,
    });
    const wrapper = resolveChatWrapper(model, { customWrapperSettings: { qwen: { thoughts: 'discourage' } } });
    const slots = createSlots(context);
    return {
      spec,
      model,
      context,
      slots,
      info: {
        name: modelName(model, spec.path),
        contextTokens: context.contextSize,
        backend: backend.name,
        gpuProblem: backend.gpuProblem,
        threads,
        prefillTokensPerSecond: await measurePrefill(model, slots),
      },
      render: (messages) => render(wrapper, model, messages),
      dispose: () => llama.dispose(),
    };
  } catch (error) {
    await llama.dispose();
    if (error instanceof Failure) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (backend.name !== 'cpu') return new Error(message);
    throw new Failure(/memory|too large|VRAM/iu.test(message) ? 'model-too-large' : 'model-corrupt', message);
  }
}

function orThrow(loaded: LoadedModel | Error): LoadedModel {
  if (loaded instanceof Error) throw new Failure('model-failed', loaded.message);
  return loaded;
}

/** The largest context that fits beside the weights, halved until it does; one conversation's state where two don't fit. */
async function fitInRam(
  spec: ModelSpec,
  llama: Llama,
  estimate: (contextTokens: number, sequences: number) => Promise<MemoryEstimate>,
): Promise<{ contextTokens: number; sequences: number }> {
  const { free } = await llama.getRamState();
  const room = free - RAM_RESERVE;
  for (let contextTokens = spec.contextTokens; ; contextTokens = Math.floor(contextTokens / 2)) {
    for (const sequences of [SEQUENCES, 1]) {
      const { ramBytes } = await estimate(contextTokens, sequences);
      if (ramBytes <= room) return { contextTokens, sequences };
      if (sequences === 1 && contextTokens / 2 < MIN_CONTEXT) {
        throw new Failure('model-too-large', `The model needs ${ramBytes} bytes of memory, ${Math.max(0, room)} are free`);
      }
    }
  }
}

function render(wrapper: ChatWrapper, model: LlamaModel, messages: readonly PromptMessage[]): { tokens: Token[]; stops: string[] } {
  const chatHistory: ChatHistoryItem[] = messages.map((message) => {
    if (message.role === 'assistant') return { type: 'model', response: [message.text] };
    return { type: message.role, text: message.text };
  });
  // The answer to come is an empty reply at the end; the wrapper leaves it open.
  const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: [...chatHistory, { type: 'model', response: [] }] });
  const stops = stopGenerationTriggers.map((trigger) => LlamaText(trigger).toString()).filter((stop) => stop !== '');
  return { tokens: contextText.tokenize(model.tokenizer), stops };
}

/** Tokens read per second, from one short pass after a warming one. */
async function measurePrefill(model: LlamaModel, slots: Slots): Promise<number | null> {
  const tokens = model.tokenize('word '.repeat(MEASURED_TOKENS)).slice(0, MEASURED_TOKENS);
  const sequence = slots.for('');
  await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(0, 2));
  await sequence.clearHistory();
  const started = performance.now();
  await sequence.evaluateWithoutGeneratingNewTokens(tokens);
  const seconds = (performance.now() - started) / 1000;
  await sequence.clearHistory();
  return seconds > 0 ? tokens.length / seconds : null;
}

function modelName(model: LlamaModel, path: string): string {
  const { name } = model.fileInfo.metadata.general ?? {};
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : (model.filename ?? path);
}
