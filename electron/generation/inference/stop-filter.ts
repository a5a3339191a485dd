/** Ends the text at the first of the given strings, wherever tokens cut it. */
export interface StopFilter {
  readonly stopped: boolean;
  push(text: string): string;
  /** What was held back because it might have begun a stop. */
  end(): string;
}

export function createStopFilter(stops: readonly string[]): StopFilter {
  let held = '';
  let stopped = false;
  const longest = Math.max(0, ...stops.map((stop) => stop.length));
  return {
    get stopped() {
      return stopped;
    },
    push(text) {
      if (stopped) return '';
      held += text;
      const at = Math.min(...stops.map((stop) => held.indexOf(stop)).filter((index) => index >= 0));
      if (Number.isFinite(at)) {
        stopped = true;
        return held.slice(0, at);
      }
      const keep = heldBack(held, stops, longest);
      const out = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      return out;
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

function heldBack(text: string, stops: readonly string[], longest: number): number {
  for (let length = Math.min(text.length, longest - 1); length > 0; length -= 1) {
    const end = text.slice(text.length - length);
    if (stops.some((stop) => stop.startsWith(end))) return length;
  }
  return 0;
}
