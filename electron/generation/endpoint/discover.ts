/** Model servers on this machine, found by asking where they usually listen. */
import { z } from 'zod';
import { isLoopback, routeOf } from './place.ts';

export interface FoundEndpoint {
  baseUrl: string;
  server: string;
  models: string[];
  local: boolean;
}

const USUAL = [
  { server: 'Ollama', baseUrl: 'http://127.0.0.1:11434' },
  { server: 'LM Studio', baseUrl: 'http://127.0.0.1:1234' },
  { server: 'llama-server', baseUrl: 'http://127.0.0.1:8080' },
  { server: 'vLLM', baseUrl: 'http://127.0.0.1:8000' },
] as const;

const ModelList = z.object({ data: z.array(z.object({ id: z.string() })) });
const ANSWER_MS = 1500;

/** Those that answer with models; the rest is silence, not an error. */
export async function discoverEndpoints(places: readonly { server: string; baseUrl: string }[] = USUAL): Promise<FoundEndpoint[]> {
  const found = await Promise.all(
    places.map(async ({ server, baseUrl }): Promise<FoundEndpoint | null> => {
      const models = await listModels(baseUrl).catch(() => []);
      return models.length === 0 ? null : { baseUrl, server, models, local: isLoopback(baseUrl) };
    }),
  );
  return found.filter((endpoint) => endpoint !== null);
}

async function listModels(baseUrl: string): Promise<string[]> {
  const response = await fetch(routeOf(baseUrl, 'models'), { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) return [];
  return ModelList.parse(await response.json()).data.map(({ id }) => id);
}
