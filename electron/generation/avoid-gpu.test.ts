import { expect, test } from 'vitest';
import { createLocalGenerator, GenerationError, type InferenceClient, type ModelSpec } from './index.ts';

const wanted: ModelSpec = { path: '/models/m.gguf', contextTokens: 2048, gpu: 'auto', kvCache: 'auto', idleMs: 1000 };
const info = { name: 'm', contextTokens: 2048, wantedContextTokens: 2048, kvCache: 'full', memoryBytes: 1, backend: 'cpu', gpuProblem: null, threads: 1, prefillTokensPerSecond: null } as const;

/** A client whose process dies so many times while it loads. */
function dying(times: number) {
  const asked: ModelSpec[] = [];
  const client: Pick<InferenceClient, 'prepare' | 'count' | 'generate'> = {
    async prepare(model) {
      asked.push(model);
      if (asked.length <= times) throw new GenerationError('inference-stopped', 'signal SIGSEGV');
      return info;
    },
    count: async () => [],
    generate: () => Promise.reject(new Error('not asked for')),
  };
  return { asked, client };
}
const never = AbortSignal.any([]);

test('a process that dies loading on the graphics card loads on the processor, and knows why', async () => {
  const { asked, client } = dying(1);
  await createLocalGenerator(client, wanted).prepare(never);
  expect(asked).toEqual([wanted, { ...wanted, avoidGpu: expect.stringContaining('SIGSEGV') }]);
});

test('one that dies on the processor too is an error; it is not tried for ever', async () => {
  const { asked, client } = dying(9);
  await expect(createLocalGenerator(client, wanted).prepare(never)).rejects.toMatchObject({ reason: 'inference-stopped' });
  expect(asked).toHaveLength(2);
  const onlyCpu = dying(9);
  await expect(createLocalGenerator(onlyCpu.client, { ...wanted, gpu: 'cpu' }).prepare(never)).rejects.toMatchObject({ reason: 'inference-stopped' });
  expect(onlyCpu.asked).toHaveLength(1);
});
