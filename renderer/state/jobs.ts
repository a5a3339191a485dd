/** Jobs that are not finished, those that failed last, and those that finished while we watched. */
import { create } from 'zustand';
import type { Job, JobEvent } from '../../electron/contract/index.ts';
import { client, subscribe } from '../transport/index.ts';
import { applyJobEvents, isFinal } from './job-events.ts';

interface Jobs {
  byId: ReadonlyMap<string, Job>;
}

export const useJobs = create<Jobs>()(() => ({ byId: new Map() }));

export function followJobs(): () => void {
  return subscribe<JobEvent>({
    open: (options) => client.jobs.events({}, options),
    onOpen: async () => {
      const [{ items }, failed] = await Promise.all([client.jobs.list({ states: ['running', 'waiting', 'queued'], limit: 500 }), client.jobs.list({ states: ['failed'], limit: 500 })]);
      const finished = [...useJobs.getState().byId.values()].filter(isFinal);
      useJobs.setState({ byId: new Map([...finished, ...failed.items, ...items].map((job) => [job.id, job])) });
    },
    onEvents: (events) => useJobs.setState(({ byId }) => ({ byId: applyJobEvents(byId, events) })),
  });
}
