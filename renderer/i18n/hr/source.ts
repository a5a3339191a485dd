import type { source as en } from '../en/source.ts';
import type { Croatian } from '../shape.ts';

export const source: Croatian<typeof en> = {
  title: 'Izvor',
};
