import type { documents as en } from '../en/documents.ts';
import type { Croatian } from '../shape.ts';

export const documents: Croatian<typeof en> = {};
