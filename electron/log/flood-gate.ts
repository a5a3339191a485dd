/** Lets a steady flow and a burst through, and counts the rest, so that a flood cannot fill the log. */

export interface FloodGate {
  /** null: hold this line back. Otherwise how many lines were held back since the last one let through. */
  pass(now: number): number | null;
}

export function createFloodGate(o: { burst: number; perSecond: number }): FloodGate {
  let tokens = o.burst;
  let last: number | null = null;
  let held = 0;
  return {
    pass(now) {
      const elapsed = last === null ? 0 : Math.max(0, now - last);
      last = now;
      tokens = Math.min(o.burst, tokens + (elapsed / 1000) * o.perSecond);
      if (tokens < 1) {
        held += 1;
        return null;
      }
      tokens -= 1;
      const before = held;
      held = 0;
      return before;
    },
  };
}
