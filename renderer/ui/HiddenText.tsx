/** Read aloud, not shown: headers of columns that need no words for the eye. */
export function HiddenText({ children }: { children: string }) {
  return <span className="hidden-text">{children}</span>;
}
