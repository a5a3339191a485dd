/** Jobs that are not finished, and those that finished while we watched. */
import { create } from 'zustand';
import type { Job, JobEvent } from '../../electron/contract/index.ts';
import { FINAL_JOB_STATES } from '../../electron/contract/values.ts';
import { client, subscribe } from '../transport/index.ts';

export const isFinal = (job: Pick<Job, 'state'>): boolean => FINAL_JOB_STATES.some((state) => state === job.state);

interface Jobs {
  byId: ReadonlyMap<string, Job>;
}

export const useJobs = create<Jobs>()(() => ({ byId: new Map() }));

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

export function followJobs(): () => void {
  return subscribe<JobEvent>({
    open: (options) => client.jobs.events({}, options),
    onOpen: async () => {
      const { items } = await client.jobs.list({ states: ['running', 'waiting', 'queued'], limit: 500 });
      const finished = [...useJobs.getState().byId.values()].filter(isFinal);
      useJobs.setState({ byId: new Map([...finished, ...items].map((job) => [job.id, job])) });
    },
    onEvents: (events) => useJobs.setState(({ byId }) => ({ byId: applyJobEvents(byId, events) })),
  });
}
