/** The open source (state/source.ts) beside the conversation. */
export function SourcePane() {
  return <div />;
}
