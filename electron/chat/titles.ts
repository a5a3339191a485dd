const MAX_TITLE = 80;

/** A conversation is named by its first question, cut at a word. */
export function titleFrom(question: string): string {
  const line = question.replace(/\s+/gu, ' ').trim();
  if (line.length <= MAX_TITLE) return line;
  const cut = line.slice(0, MAX_TITLE);
  const space = cut.lastIndexOf(' ');
  return `${(space > MAX_TITLE / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
