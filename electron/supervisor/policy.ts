/** When to try again and when to give up: pure rules with their numbers. */

export interface SupervisorPolicy {
  /** Wait before the first restart; doubles with each crash in the window. */
  firstBackOffMs: number;
  maxBackOffMs: number;
  /** So many crashes within the window and the child is halted until a person asks. */
  crashLimit: number;
  crashWindowMs: number;
  /** After so long without a crash, old crashes are forgotten. */
  healthyResetMs: number;
  /** The whole of a stop: three quarters for the child to end by itself, the rest for the kill. */
  stopBudgetMs: number;
}

export const DEFAULT_POLICY: SupervisorPolicy = {
  firstBackOffMs: 1000,
  maxBackOffMs: 30_000,
  crashLimit: 3,
  crashWindowMs: 5 * 60_000,
  healthyResetMs: 10 * 60_000,
  stopBudgetMs: 8000,
};

/** 1, 2, 4 ... 30 s with up to a quarter of jitter. @param random 0..1 */
export function backOffMs(crashes: number, policy: SupervisorPolicy, random: number): number {
  const base = Math.min(policy.maxBackOffMs, policy.firstBackOffMs * 2 ** Math.max(0, crashes - 1));
  return Math.min(policy.maxBackOffMs, Math.round(base * (1 + random / 4)));
}

/** The crashes that still count at `now`, this one among them, and whether they are too many. */
export function countCrash(earlier: readonly number[], now: number, policy: SupervisorPolicy): { crashes: number[]; halted: boolean } {
  const crashes = [...earlier.filter((at) => now - at < policy.crashWindowMs), now];
  return { crashes, halted: crashes.length >= policy.crashLimit };
}
