/** The generator on this machine: a GGUF file in the inference process. */
import path from 'node:path';
import type { Generator, GeneratorInfo } from './generator.ts';
import { GenerationError, type GenerationResult } from './generator.ts';
import { type InferenceClient, InferenceFailure } from './inference-client.ts';
import type { ModelSpec, Prepared } from './protocol.ts';

export function createLocalGenerator(client: Pick<InferenceClient, 'prepare' | 'count' | 'generate'>, wanted: ModelSpec): Generator {
  let model = wanted;
  let prepared: Prepared | null = null;

  /** A driver that takes the process with it cannot be caught there: the second try leaves the graphics card alone. */
  async function load(signal: AbortSignal): Promise<Prepared> {
    try {
      return await client.prepare(model, signal);
    } catch (error) {
      const crashed = error instanceof GenerationError && error.reason === 'inference-stopped';
      if (!crashed || signal.aborted || model.gpu === 'cpu' || model.avoidGpu !== undefined) throw error;
      model = { ...model, avoidGpu: `the inference process ended while loading (${error.message})` };
      return client.prepare(model, signal);
    }
  }

  const describe = (): GeneratorInfo => ({
    name: prepared?.name ?? path.basename(model.path, '.gguf'),
    leftMachine: false,
    contextTokens: prepared?.contextTokens ?? model.contextTokens,
    prefillTokensPerSecond: prepared?.prefillTokensPerSecond ?? null,
  });

  return {
    describe,
    async prepare(signal) {
      prepared = await load(signal);
      return describe();
    },
    countTokens: (texts) => client.count(model, texts),
    async generate({ signal, onToken, onTakeBack, ...request }): Promise<GenerationResult> {
      let text = '';
      let ended = false;
      const hear = {
        text(piece: string) {
          if (ended) return;
          text += piece;
          onToken(piece);
        },
        takeBack() {
          if (ended) return;
          text = '';
          onTakeBack();
        },
      };
      const work = client.generate({ model, conversationId: request.conversationId, messages: [...request.messages], maxTokens: request.maxTokens, temperature: request.temperature }, signal, hear);
      // The process may be in the middle of a long step: a person who stops does not wait for it.
      const result = await orAborted(work, signal);
      ended = true;
      if (result === null) return { text, promptTokens: 0, reusedTokens: 0, outputTokens: 0, firstTokenMs: null, tokensPerSecond: null, ended: 'aborted' };
      return result;
    },
  };
}

/** A stopped answer may still say how far it came; longer than this nobody waits for it. */
const ABORT_GRACE_MS = 120;

/** null when the signal came first and the work did not end soon after. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = () => void setTimeout(() => resolve(null), ABORT_GRACE_MS);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, (error: unknown) => {
        if (error instanceof InferenceFailure && error.code === 'cancelled') return resolve(null);
        reject(error instanceof Error ? error : new GenerationError('model-failed', String(error)));
      })
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
