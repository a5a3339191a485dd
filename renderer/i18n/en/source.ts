/** The source viewer beside the conversation. */
export const source = {
  title: 'Source',
} as const;
