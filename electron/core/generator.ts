/** Which generator answers now: what the settings say, made once for each choice. */
import type { Settings } from '../contract/index.ts';
import { createLocalGenerator, type Generator, type InferenceClient } from '../generation/index.ts';

const MINUTE_MS = 60_000;

/** The returned function gives the generator of the moment; null: excerpts only. */
export function createGeneratorChoice(o: { settings: { get(): Settings }; inference: InferenceClient }): () => Generator | null {
  let made: { key: string; generator: Generator | null } | null = null;
  return () => {
    const { generator: choice, generation } = o.settings.get();
    const key = JSON.stringify([choice, generation.contextTokens, generation.gpu, generation.idleUnloadMinutes]);
    if (made?.key !== key) made = { key, generator: make() };
    return made.generator;

    function make(): Generator | null {
      if (choice.kind !== 'local') return null;
      const { contextTokens, gpu, idleUnloadMinutes } = generation;
      return createLocalGenerator(o.inference, { path: choice.path, contextTokens, gpu, idleMs: idleUnloadMinutes * MINUTE_MS });
    }
  };
}
