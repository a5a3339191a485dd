/** The models that could write an answer: files on this machine, servers that were found. */
import { useEffect, useState } from 'react';
import type { GeneratorChoice } from '../../electron/contract/index.ts';
import { client } from '../transport/index.ts';
import { showProblem } from './toasts.ts';

export interface KnownGenerator {
  /** Names it among the others. */
  key: string;
  choice: Exclude<GeneratorChoice, { kind: 'none' }>;
  name: string;
  /** Where text would go, when not on this machine. */
  remote: string | null;
}

const REST = /[\\/]/u;

/** How a choice is called; null: none writes. */
export function generatorName(choice: GeneratorChoice): string | null {
  if (choice.kind === 'none') return null;
  if (choice.kind === 'endpoint') return choice.model;
  return choice.path.split(REST).at(-1)?.replace(/\.gguf$/iu, '') ?? choice.path;
}

export const generatorKey = (choice: GeneratorChoice): string =>
  choice.kind === 'none' ? 'none' : choice.kind === 'local' ? `local ${choice.path}` : `endpoint ${choice.baseUrl} ${choice.model}`;

async function find(signal: AbortSignal): Promise<KnownGenerator[]> {
  const [installed, servers] = await Promise.all([client.models.installed(undefined, { signal }), client.models.discover(undefined, { signal }).catch(() => [])]);
  const known = (choice: KnownGenerator['choice'], name: string, remote: string | null): KnownGenerator => ({ key: generatorKey(choice), choice, name, remote });
  return [
    ...installed.filter(({ role }) => role === 'generator').map((model) => known({ kind: 'local', path: model.path }, model.name, null)),
    ...servers.flatMap(({ baseUrl, server, models, local }) => models.map((model) => known({ kind: 'endpoint', baseUrl, model }, `${model} (${server})`, local ? null : baseUrl))),
  ];
}

/** null while they are being looked for. */
export function useGenerators(): readonly KnownGenerator[] | null {
  const [found, setFound] = useState<readonly KnownGenerator[] | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    find(stop.signal).then(
      (generators) => !stop.signal.aborted && setFound(generators),
      (error: unknown) => !stop.signal.aborted && showProblem(error),
    );
    return () => stop.abort();
  }, []);
  return found;
}
