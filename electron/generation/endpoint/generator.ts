/** The generator behind any OpenAI-compatible endpoint: Ollama, LM Studio, llama-server, vLLM. */
import { GenerationError, type GenerationRequest, type GenerationResult, type Generator, type GeneratorInfo } from '../generator.ts';
import { createThoughtFilter } from '../thoughts.ts';
import { errorIn, readChunks, wholeAnswer } from './events.ts';
import { isLoopback, routeOf } from './place.ts';

export interface EndpointOptions {
  baseUrl: string;
  model: string;
  contextTokens: number;
  /** Text may leave the machine. */
  allowRemote: boolean;
  key(): Promise<string | null>;
  /** Nothing came for so long: given up. */
  silenceMs?: number;
}

const SILENCE_MS = 120_000;
/** Characters of a token, on the safe side for Croatian in tokenizers made for English. */
const CHARACTERS_PER_TOKEN = 3;

export function createEndpointGenerator(o: EndpointOptions): Generator {
  const local = isLoopback(o.baseUrl);
  let speed: number | null = null;
  const describe = (): GeneratorInfo => ({ name: o.model, leftMachine: !local, contextTokens: o.contextTokens, prefillTokensPerSecond: speed });

  return {
    describe,
    async prepare() {
      if (!local && !o.allowRemote) throw new GenerationError('model-failed', `${new URL(o.baseUrl).host} is not on this machine, and sending text to other machines is off`);
      return describe();
    },
    countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / CHARACTERS_PER_TOKEN)),
    async generate(request) {
      if (!local && !o.allowRemote) throw new GenerationError('model-failed', 'sending text to other machines is off');
      const result = await stream(o, request);
      const read = result.promptTokens - result.reusedTokens;
      // A stopped answer, or a server that counts nothing, says nothing of its speed.
      if (read > 0 && result.firstTokenMs !== null && result.firstTokenMs > 0) speed = read / (result.firstTokenMs / 1000);
      return result;
    },
  };
}

async function stream(o: EndpointOptions, request: GenerationRequest): Promise<GenerationResult> {
  const started = performance.now();
  const silence = createSilence(o.silenceMs ?? SILENCE_MS);
  const signal = AbortSignal.any([request.signal, silence.signal]);
  const result: GenerationResult = { text: '', promptTokens: 0, reusedTokens: 0, outputTokens: 0, firstTokenMs: null, tokensPerSecond: null, ended: 'stop' };
  const thoughts = createThoughtFilter({
    takeBack() {
      result.text = '';
      request.onTakeBack();
    },
  });
  const emit = (text: string): void => {
    if (text === '') return;
    result.text += text;
    request.onToken(text);
  };
  try {
    const response = await ask(o, request, signal);
    if (!response.ok || !response.body) throw new Error(errorIn(await response.text()) ?? `the endpoint answered ${response.status}`);
    let pieces = 0;
    for await (const chunk of isStream(response) ? readChunks(response.body) : wholeAnswer(response)) {
      silence.heard();
      const choice = chunk.choices[0];
      if (choice?.delta?.content) {
        result.firstTokenMs ??= performance.now() - started;
        pieces += 1;
        emit(thoughts.push(choice.delta.content));
      }
      if (choice?.finish_reason === 'length') result.ended = 'length';
      result.promptTokens = chunk.usage?.prompt_tokens ?? result.promptTokens;
      result.reusedTokens = chunk.usage?.prompt_tokens_details?.cached_tokens ?? result.reusedTokens;
      result.outputTokens = chunk.usage?.completion_tokens ?? pieces;
    }
    emit(thoughts.end());
  } catch (error) {
    if (request.signal.aborted) return { ...result, ended: 'aborted' };
    throw new GenerationError(silence.signal.aborted ? 'timeout' : 'model-failed', error instanceof Error ? error.message : String(error));
  } finally {
    silence.end();
  }
  const seconds = (performance.now() - started - (result.firstTokenMs ?? 0)) / 1000;
  return { ...result, tokensPerSecond: result.outputTokens > 1 && seconds > 0 ? (result.outputTokens - 1) / seconds : null };
}

async function ask(o: EndpointOptions, request: GenerationRequest, signal: AbortSignal): Promise<Response> {
  const key = await o.key();
  return fetch(routeOf(o.baseUrl, 'chat/completions'), {
    method: 'POST',
    // A redirect could lead text off this machine.
    redirect: 'error',
    signal,
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({
      model: o.model,
      messages: request.messages.map(({ role, text }) => ({ role, content: text })),
      max_tokens: request.maxTokens,
      temperature: request.temperature,
      stream: true,
      stream_options: { include_usage: true },
    }),
  });
}

/** A server that does not say is believed; one that says something else has its answer read as that. */
const isStream = (response: Response): boolean => (response.headers.get('content-type') ?? 'text/event-stream').startsWith('text/event-stream');

function createSilence(ms: number): { signal: AbortSignal; heard(): void; end(): void } {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), ms);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), ms);
    },
    end: () => clearTimeout(timer),
  };
}
