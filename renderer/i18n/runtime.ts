/** What became of a model, in sentences: how it is held, why smaller than asked for, why it is not there. */
import type { ModelRuntime } from '../../electron/contract/index.ts';
import type { Formats } from './format.ts';
import type { Translate } from './index.ts';

const BACKENDS = ['cpu', 'cuda', 'vulkan', 'metal'] as const;

export function runtimeWords(t: Translate, format: Formats, runtime: ModelRuntime): string[] {
  if (runtime.state === 'let-go') return [t(`models.runtime.letGo.${runtime.why}`)];
  if (runtime.state === 'refused') return [t('models.runtime.refused', { needed: format.bytes(runtime.neededBytes), free: format.bytes(runtime.freeBytes) })];
  const { backend, threads, contextTokens, wantedContextTokens, kvCache, gpuProblem, memoryBytes } = runtime;
  const known = BACKENDS.find((name) => name === backend);
  const on = known === undefined ? backend : t(`models.runtime.backends.${known}`);
  return [
    t('models.runtime.loaded', { backend: on, threads: t('models.runtime.threads', { count: threads }), memory: format.bytes(memoryBytes), tokens: format.number(contextTokens) }),
    ...(gpuProblem === null ? [] : [t('models.runtime.noCard')]),
    ...(contextTokens < wantedContextTokens ? [t('models.runtime.smaller', { tokens: format.number(contextTokens), wanted: format.number(wantedContextTokens) })] : []),
    ...(kvCache === 'quantised' ? [t('models.runtime.quantised')] : []),
  ];
}
