/** What events do to the jobs we know. Pure. */
import type { Job, JobEvent } from '../../electron/contract/index.ts';
import { FINAL_JOB_STATES } from '../../electron/contract/values.ts';

export const isFinal = (job: Pick<Job, 'state'>): boolean => FINAL_JOB_STATES.some((state) => state === job.state);

/** Finished jobs kept for looking at; the rest are read from the core when asked for. */
const FINISHED_KEPT = 1000;

/** The jobs after these events; the same map when nothing changed. */
export function applyJobEvents(byId: ReadonlyMap<string, Job>, events: readonly JobEvent[]): ReadonlyMap<string, Job> {
  if (events.length === 0) return byId;
  const next = new Map(byId);
  for (const event of events) {
    if (event.type === 'changed') next.set(event.job.id, event.job);
    else next.delete(event.jobId);
  }
  return forgetOldest(next);
}

function forgetOldest(byId: Map<string, Job>): Map<string, Job> {
  let surplus = byId.size - FINISHED_KEPT;
  if (surplus <= 0) return byId;
  for (const job of byId.values()) {
    if (surplus <= 0) break;
    if (!isFinal(job)) continue;
    byId.delete(job.id);
    surplus -= 1;
  }
  return byId;
}
