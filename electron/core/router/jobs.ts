import { CodedError, FINAL_JOB_STATES, type Job, type JobEvent } from '../../contract/index.ts';
import { EVENTS_APART_MS, feed } from '../feed.ts';
import { OK, os, type Rooms } from './context.ts';

export function jobsRouter({ jobs }: Rooms) {
  function job(id: string): Job {
    const found = jobs.get(id);
    if (found) return found;
    throw new CodedError('unknown-job', 'There is no such job', { id });
  }
  return os.jobs.router({
    list: os.jobs.list.handler(({ input }) => jobs.list(input)),
    get: os.jobs.get.handler(({ input }) => job(input.id)),
    cancel: os.jobs.cancel.handler(({ input }) => jobs.cancel(input.id)),
    retry: os.jobs.retry.handler(({ input }) => jobs.retry(input.id)),
    clearFinished: os.jobs.clearFinished.handler(() => {
      jobs.clearFinished();
      return OK;
    }),
    events: os.jobs.events.handler(({ input: { id }, signal }) => {
      if (id === undefined) return feed<JobEvent>({ listen: jobs.onEvent, keyOf, apartMs: EVENTS_APART_MS, signal });
      job(id);
      return feed<JobEvent>({
        listen: (push) => jobs.onEvent((event) => (keyOf(event) === id ? push(event) : undefined)),
        first: () => [{ type: 'changed', job: job(id) }],
        keyOf,
        last: (event) => event.type === 'removed' || FINAL_JOB_STATES.some((state) => state === event.job.state),
        signal,
      });
    }),
  });
}

function keyOf(event: JobEvent): string {
  return event.type === 'changed' ? event.job.id : event.jobId;
}
