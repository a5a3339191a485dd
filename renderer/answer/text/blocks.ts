/**
 * Cuts Markdown into its outer blocks, so that while an answer streams only its last block is drawn again.
 * A cut stands only where both sides read the same apart as together: at a blank line, outside a fence,
 * before a line that neither is indented nor goes on with a list.
 */
export interface Block {
  /** UTF-16 index in the whole text. */
  start: number;
  text: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const CONTINUES = /^(\s|[-*+]\s|\d{1,9}[.)]\s)/;

export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let position = 0;
  let blank = false;
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const isBlank = line.trim() === '';
    if (blank && !isBlank && fence === null && !CONTINUES.test(line) && position > start) {
      blocks.push({ start, text: text.slice(start, position) });
      start = position;
    }
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence) && line.trim() === mark) fence = null;
    }
    blank = isBlank;
    position += line.length + 1;
  }
  if (start < text.length) blocks.push({ start, text: text.slice(start) });
  return blocks;
}
