/** Tells listeners what changed, after the transaction that changed it. */
import type { Job, JobEvent } from '../contract/index.ts';
import type { Log } from '../log/index.ts';

export interface Changes {
  changed(id: string): void;
  removed(ids: readonly string[]): void;
  listen(listener: (event: JobEvent) => void): () => void;
}

/**
 * Transactions are synchronous, so a microtask sees what was committed: a job whose insert was rolled back is not told.
 * @param o.afterwards called once after each round of changes
 */
export function createChanges(o: { read(id: string): Job | undefined; afterwards(): void; log: Log }): Changes {
  const listeners = new Set<(event: JobEvent) => void>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  let scheduled = false;

  const emit = (event: JobEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        o.log.error('a listener failed', { error });
      }
    }
  };
  const flush = (): void => {
    scheduled = false;
    const [now, gone] = [[...changed], [...removed]];
    changed.clear();
    removed.clear();
    try {
      for (const jobId of gone) if (o.read(jobId) === undefined) emit({ type: 'removed', jobId });
      for (const id of now) {
        const job = listeners.size === 0 ? undefined : o.read(id);
        if (job !== undefined) emit({ type: 'changed', job });
      }
    } catch (error) {
      o.log.error('changes could not be told', { error });
    }
    o.afterwards();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(flush);
  };

  return {
    changed(id) {
      changed.add(id);
      schedule();
    },
    removed(ids) {
      for (const id of ids) removed.add(id);
      if (ids.length > 0) schedule();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
