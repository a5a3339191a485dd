/** What events do to the jobs we know. Pure. */
import type { Job, JobEvent } from '../../electron/contract/index.ts';
import { FINAL_JOB_STATES } from '../../electron/contract/values.ts';

export const isFinal = (job: Pick<Job, 'state'>): boolean => FINAL_JOB_STATES.some((state) => state === job.state);

/** Finished jobs kept for looking at; the rest are read from the core when asked for. Those that failed stay longest: the tray tells of each. */
const FINISHED_KEPT = 1000;

/** The jobs after these events; the same map when nothing changed. */
export function applyJobEvents(byId: ReadonlyMap<string, Job>, events: readonly JobEvent[]): ReadonlyMap<string, Job> {
  if (events.length === 0) return byId;
  const next = new Map(byId);
  for (const event of events) {
    if (event.type === 'changed') next.set(event.job.id, event.job);
    else next.delete(event.jobId);
  }
  // However many still wait: what failed is not cut down for them.
  forget(next, (job) => isFinal(job) && job.state !== 'failed', next.size - FINISHED_KEPT);
  forget(next, ({ state }) => state === 'failed', [...next.values()].filter(({ state }) => state === 'failed').length - FINISHED_KEPT);
  return next;
}

/** The oldest of their kind. */
function forget(byId: Map<string, Job>, kind: (job: Job) => boolean, surplus: number): void {
  let left = surplus;
  for (const job of byId.values()) {
    if (left <= 0) return;
    if (!kind(job)) continue;
    byId.delete(job.id);
    left -= 1;
  }
}
