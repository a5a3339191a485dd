import type { jobs as en } from '../en/jobs.ts';
import type { Croatian } from '../shape.ts';

export const jobs: Croatian<typeof en> = {};
