import type { models as en } from '../en/models.ts';
import type { Croatian } from '../shape.ts';

export const models: Croatian<typeof en> = {};
