import type { health as en } from '../en/health.ts';
import type { Croatian } from '../shape.ts';

export const health: Croatian<typeof en> = {};
