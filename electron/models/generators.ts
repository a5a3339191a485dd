/** The generator the person chose, made once and kept while the choice stands. */
import type { GeneratorChoice, Settings } from '../contract/index.ts';
import { createEndpointGenerator, createLocalGenerator, type Generator, type InferenceClient } from '../generation/index.ts';
import type { Secrets } from '../settings/index.ts';

const MINUTE_MS = 60_000;

export const endpointKeyName = (baseUrl: string): string => `endpoint:${baseUrl}`;

export function createGenerators(o: { settings: { get(): Settings }; inference: InferenceClient; secrets: Pick<Secrets, 'get'> }): (chosen?: GeneratorChoice) => Generator | null {
  let kept: { choice: string; generator: Generator | null } | null = null;
  return (chosen) => {
    const { generator: current, generation, allowRemoteEndpoint } = o.settings.get();
    const generator = chosen ?? current;
    const { contextTokens, gpu, kvCache, idleUnloadMinutes } = generation;
    const choice = JSON.stringify([generator, contextTokens, gpu, kvCache, idleUnloadMinutes, allowRemoteEndpoint]);
    // Another one than the person's own choice is made for one question.
    if (chosen && kept?.choice !== choice) return make();
    if (kept?.choice !== choice) kept = { choice, generator: make() };
    return kept.generator;

    function make(): Generator | null {
      if (generator.kind === 'none') return null;
      if (generator.kind === 'local') {
        return createLocalGenerator(o.inference, { path: generator.path, contextTokens, gpu, kvCache, idleMs: idleUnloadMinutes * MINUTE_MS });
      }
      const { baseUrl, model } = generator;
      return createEndpointGenerator({ baseUrl, model, contextTokens, allowRemote: allowRemoteEndpoint, key: () => o.secrets.get(endpointKeyName(baseUrl)) });
    }
  };
}
