/** Conversations, the question box, answers. */
export const chat = {
  title: 'Conversation',
} as const;
