import type { ingest as en } from '../en/ingest.ts';
import type { Croatian } from '../shape.ts';

export const ingest: Croatian<typeof en> = {};
