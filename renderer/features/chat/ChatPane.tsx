/** The conversation of the middle pane; null is a new one. */
export function ChatPane({ conversationId }: { conversationId: string | null }) {
  return <div data-conversation={conversationId} />;
}
