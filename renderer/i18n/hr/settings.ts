import type { settings as en } from '../en/settings.ts';
import type { Croatian } from '../shape.ts';

export const settings: Croatian<typeof en> = {};
