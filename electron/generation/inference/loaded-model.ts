/** One model in memory with its context: loaded within what the machine has, measured once. */
import { type ChatHistoryItem, type ChatWrapper, type Llama, type LlamaContext, type LlamaModel, LlamaText, resolveChatWrapper, type Token } from 'node-llama-cpp';
import type { PromptMessage } from '../generator.ts';
import type { Holding, ModelSpec, Prepared } from '../protocol.ts';
import { type Backend, openBackend, threadsFor } from './backend.ts';
import { Failure } from './failure.ts';
import { readHeader } from './gguf.ts';
import { contextOptions, createEstimator, type Estimator, planHolding } from './memory.ts';
import { createSlots, type Slots } from './slots.ts';
import { endsThinking } from '../thoughts.ts';

export interface LoadedModel {
  spec: ModelSpec;
  info: Prepared;
  model: LlamaModel;
  context: LlamaContext;
  slots: Slots;
  /** Bytes that may still be taken, as of now. */
  freeMemory(): Promise<number>;
  render(messages: readonly PromptMessage[]): Rendered;
  dispose(): Promise<void>;
}

/** A prompt in the model's own chat format. */
export interface Rendered {
  tokens: Token[];
  /** What ends an answer besides its end token. */
  stops: string[];
  /** The prompt ends in the tag that begins a thought. */
  thinking: boolean;
}

const MIN_CONTEXT = 1024;
const MEASURED_TOKENS = 48;

/** Bytes that may still be taken; what the system says, unless a test knows better. */
export type FreeMemory = (() => Promise<number>) | null;

/** @throws Failure */
export async function loadModel(spec: ModelSpec, freeMemory: FreeMemory): Promise<LoadedModel> {
  const first = await tryLoad(spec, spec.avoidGpu ?? null, freeMemory);
  if (!(first instanceof Error)) return first;
  const second = await tryLoad(spec, first.message, freeMemory);
  if (second instanceof Error) throw new Failure('model-failed', second.message);
  return second;
}

/** An error is returned only where the processor may do what the graphics card could not. */
async function tryLoad(spec: ModelSpec, avoidGpu: string | null, freeMemory: FreeMemory): Promise<LoadedModel | Error> {
  const header = await readHeader(spec.path);
  const backend = await openBackend(spec.gpu, avoidGpu);
  const { llama } = backend;
  try {
    const free = freeMemory ?? (() => freeNow(llama));
    const estimate = await createEstimator(header, llama);
    const onCpu = backend.name === 'cpu';
    const holding = onCpu ? await planHolding(spec, await free(), estimate) : onCard(spec, estimate);
    const { model, context, threads } = await open(spec, backend, holding);
    const { ramBytes } = await estimate({ ...holding, contextTokens: context.contextSize }, model.gpuLayers);
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
        wantedContextTokens: Math.min(spec.contextTokens, model.trainContextSize),
        kvCache: holding.kvCache,
        memoryBytes: ramBytes,
        backend: backend.name,
        gpuProblem: backend.gpuProblem,
        threads,
        prefillTokensPerSecond: await measurePrefill(model, slots),
      },
      freeMemory: free,
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

async function open(spec: ModelSpec, { llama, name }: Backend, holding: Holding): Promise<{ model: LlamaModel; context: LlamaContext; threads: number }> {
  const onCpu = name === 'cpu';
  // A processor that packs weights anew would hold a mapped file twice: read, it holds them once.
  const place = onCpu ? { gpuLayers: 0, useMmap: false } : { gpuLayers: { fitContext: { contextSize: holding.contextTokens } } };
  const model = await llama.loadModel({ modelPath: spec.path, ...place });
  const threads = threadsFor(llama);
  const max = Math.min(holding.contextTokens, model.trainContextSize);
  const context = await model.createContext({ contextSize: { min: Math.min(MIN_CONTEXT, max), max }, threads, ...contextOptions(holding, onCpu) });
  return { model, context, threads };
}

/** llama.cpp itself decides how much of a model a graphics card carries. */
const onCard = (spec: ModelSpec, { canQuantise }: Estimator): Holding => ({
  contextTokens: spec.contextTokens,
  sequences: 1,
  kvCache: spec.kvCache === 'quantised' && canQuantise ? 'quantised' : 'full',
});

function render(wrapper: ChatWrapper, model: LlamaModel, messages: readonly PromptMessage[]): Rendered {
  const chatHistory: ChatHistoryItem[] = messages.map((message) => {
    if (message.role === 'assistant') return { type: 'model', response: [message.text] };
    return { type: message.role, text: message.text };
  });
  // The answer to come is a reply at the end, empty or begun; the wrapper leaves it open.
  if (chatHistory.at(-1)?.type !== 'model') chatHistory.push({ type: 'model', response: [] });
  const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory });
  const stops = stopGenerationTriggers.map((trigger) => LlamaText(trigger).toString()).filter((stop) => stop !== '');
  return { tokens: contextText.tokenize(model.tokenizer), stops, thinking: endsThinking(contextText.toString()) };
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

/** What may be taken without swapping. On macOS the runtime counts only pages nobody has touched; llama.cpp counts what the system can give. */
const freeNow = async (llama: Llama): Promise<number> => (process.platform === 'darwin' ? (await llama.getRamState()).free : process.availableMemory());

function modelName(model: LlamaModel, path: string): string {
  const { name } = model.fileInfo.metadata.general ?? {};
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : (model.filename ?? path);
}
