import { useCallback, useEffect } from 'react';
import type { Job, JobState } from '../../../electron/contract/index.ts';
import { type Rows, type RowsView, useJobs, useRows } from '../../state/index.ts';
import { client } from '../../transport/index.ts';

export const JOB_FILTERS = {
  all: [],
  active: ['queued', 'running', 'waiting'],
  failed: ['failed'],
  completed: ['completed'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly JobState[]>;
export type JobFilter = keyof typeof JOB_FILTERS;

/** Whether a job belongs to what is shown. */
function belongs(job: Pick<Job, 'state'>, filter: JobFilter): boolean {
  const states: readonly JobState[] = JOB_FILTERS[filter];
  return states.length === 0 || states.includes(job.state);
}

/** The jobs of a filter, live; a job that changes sides makes the list be read again. */
export function useJobList(filter: JobFilter): { rows: Rows<Job>; view: RowsView<Job> } {
  const fetchPart = useCallback((offset: number, limit: number) => client.jobs.list({ states: [...JOB_FILTERS[filter]], offset, limit }), [filter]);
  const { rows, view } = useRows(fetchPart);
  useEffect(() => {
    rows.show(0, 0);
    return useJobs.subscribe(({ byId }, before) => {
      const changed = [...byId.values()].filter((job) => before.byId.get(job.id) !== job);
      const gone = [...before.byId.keys()].filter((id) => !byId.has(id));
      const shown = changed.filter((job) => belongs(job, filter) || belongs(before.byId.get(job.id) ?? job, filter));
      if (shown.length + gone.length === 0) return;
      rows.apply([...shown.map((job) => ({ id: job.id, value: belongs(job, filter) ? job : null })), ...gone.map((id) => ({ id, value: null }))]);
    });
  }, [rows, filter]);
  return { rows, view };
}
