/** Today's and earlier conversations in the left pane. */
export function ConversationList({ currentId }: { currentId: string | null }) {
  return <div data-current={currentId} />;
}
