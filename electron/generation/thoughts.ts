/** Drops what a reasoning model writes between its thinking tags; text may be cut anywhere. */
export interface ThoughtFilter {
  push(text: string): string;
  /** What was held back at the end. */
  end(): string;
}

const OPEN = '<think>';
const CLOSE = '</think>';

export function createThoughtFilter(): ThoughtFilter {
  let held = '';
  let thinking = false;
  return {
    push(text) {
      held += text;
      let out = '';
      for (;;) {
        const tag = thinking ? CLOSE : OPEN;
        const at = held.indexOf(tag);
        if (at < 0) {
          const keep = partialTag(held, tag);
          if (!thinking) out += held.slice(0, held.length - keep);
          held = held.slice(held.length - keep);
          return out;
        }
        if (!thinking) out += held.slice(0, at);
        held = held.slice(at + tag.length);
        thinking = !thinking;
      }
    },
    end() {
      const rest = thinking ? '' : held;
      held = '';
      return rest;
    },
  };
}

/** How many characters at the end may be the beginning of the tag. */
function partialTag(text: string, tag: string): number {
  for (let length = Math.min(text.length, tag.length - 1); length > 0; length -= 1) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
