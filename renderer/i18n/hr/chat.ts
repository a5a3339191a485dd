import type { chat as en } from '../en/chat.ts';
import type { Croatian } from '../shape.ts';

export const chat: Croatian<typeof en> = {
  title: 'Razgovor',
};
