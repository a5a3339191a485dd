/** Where a key leads in a table of many rows: a pure rule. */

/** The row to go to; null for a key that moves nothing. `here` is -1 before the first move, `page` is how many rows are in sight. */
export function rowAfterKey(key: string, { here, total, page }: { here: number; total: number; page: number }): number | null {
  const goals: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + page, PageUp: here - page, Home: 0, End: total - 1 };
  const goal = goals[key];
  return goal === undefined || total === 0 ? null : Math.max(0, Math.min(total - 1, goal));
}
