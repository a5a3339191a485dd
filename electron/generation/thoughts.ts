/**
 * Drops what a reasoning model writes between its thinking tags; text may be cut anywhere.
 * Some prompts end in the opening tag, so that an answer has only the closing one: what stood
 * before it was thinking as well, and whoever was given it is told to take it back.
 */
export interface ThoughtFilter {
  push(text: string): string;
  /** What was held back at the end. */
  end(): string;
}

export interface ThoughtOptions {
  /** The prompt is known to end inside the tags. */
  thinking?: boolean;
  /** All that was given out so far was thinking. */
  takeBack(): void;
}

const OPEN = '<think>';
const CLOSE = '</think>';

/** Whether a prompt leaves the model inside its thinking tags. */
export const endsThinking = (prompt: string): boolean => prompt.trimEnd().endsWith(OPEN);

export function createThoughtFilter(o: ThoughtOptions): ThoughtFilter {
  let held = '';
  let thinking = o.thinking ?? false;
  /** A whole thought was seen: a closing tag after it closes nothing. */
  let thought = false;

  /** The next tag that means something here. */
  function next(): { at: number; tag: string } | null {
    const close = { at: held.indexOf(CLOSE), tag: CLOSE };
    const open = { at: thinking ? -1 : held.indexOf(OPEN), tag: OPEN };
    const [first] = [close, open].filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at);
    return first ?? null;
  }

  return {
    push(text) {
      held += text;
      let out = '';
      for (;;) {
        const found = next();
        if (found === null) {
          const keep = Math.max(partialTag(held, CLOSE), thinking ? 0 : partialTag(held, OPEN));
          if (!thinking) out += held.slice(0, held.length - keep);
          held = held.slice(held.length - keep);
          return out;
        }
        if (!thinking) out += held.slice(0, found.at);
        held = held.slice(found.at + found.tag.length);
        if (found.tag === CLOSE && !thinking && !thought) {
          out = '';
          o.takeBack();
        }
        thought ||= found.tag === CLOSE;
        thinking = found.tag === OPEN;
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
