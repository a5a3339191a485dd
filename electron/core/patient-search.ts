/** A search that outlives its engine: one killed under a question is back within seconds, and is asked again. */
import { type EngineClient, EngineProblem } from '../engine/index.ts';
import type { Child } from '../supervisor/index.ts';

type Search = EngineClient['search'];

/** An engine that starts has been waited for so long; later the person is told. */
const PATIENCE_MS = 20_000;

/**
 * Asked again once, no more: a question that ends the engine itself would otherwise halt it for all.
 * A halted engine is not waited for.
 */
export function patientSearch(engine: Pick<EngineClient, 'search'>, child: Pick<Child, 'endpoint' | 'status' | 'onChange'>, patienceMs = PATIENCE_MS): Search {
  return async (request, signal) => {
    const before = child.endpoint()?.token ?? null;
    try {
      return await engine.search(request, signal);
    } catch (error) {
      const gone = error instanceof EngineProblem && error.code === 'engine-unavailable';
      if (!gone || !(await hasComeBack(child, before, patienceMs, signal))) throw error;
      return engine.search(request, signal);
    }
  };
}

/** Resolves once it listens at another address than `before`; false when it is halted, the time is up or nobody waits any more. */
function hasComeBack(child: Pick<Child, 'endpoint' | 'status' | 'onChange'>, before: string | null, patienceMs: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (back: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      forget();
      resolve(back);
    };
    const giveUp = (): void => end(false);
    const look = (): void => {
      const now = child.endpoint()?.token ?? null;
      if (now !== null && now !== before) end(true);
      else if (child.status().state === 'halted') end(false);
    };
    const timer = setTimeout(giveUp, patienceMs);
    const forget = child.onChange(look);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted) giveUp();
    else look();
  });
}
