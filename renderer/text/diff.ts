/** What differs between two texts, by words or by lines: the fewest changes (Myers' algorithm). */

export interface Change {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words, marks, white space and signs, each apart: one changed sign is one change. */
const WORDS = /[\p{L}\p{N}]+|\[\d+\]|\s+|[^\p{L}\p{N}\s]/gu;
const LINES = /[^\n]*\n|[^\n]+/g;

export const diffWords = (before: string, after: string): Change[] => readable(diff(before.match(WORDS) ?? [], after.match(WORDS) ?? []));
export const diffLines = (before: string, after: string): Change[] => diff(before.match(LINES) ?? [], after.match(LINES) ?? []);

/** More changes than this are not worth their search: the rest is shown as replaced whole. */
const MOST_CHANGES = 1000;

function diff(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const middle = shortest(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return joined([...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))]);
}

const same = (tokens: readonly string[]): Change[] => tokens.map((text) => ({ kind: 'same', text }));

function shortest(a: readonly string[], b: readonly string[]): Change[] {
  const replaced = (): Change[] => [...a.map((text): Change => ({ kind: 'removed', text })), ...b.map((text): Change => ({ kind: 'added', text }))];
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  /** Furthest place in `a` on each diagonal, before each round. */
  const rounds: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let changes = 0; changes <= most; changes += 1) {
    rounds.push(new Map(reach));
    const next = new Map(reach);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = stepFrom(reach, diagonal, changes);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, rounds);
    }
    reach = next;
  }
  return replaced();
}

const furthest = (reach: ReadonlyMap<number, number>, diagonal: number): number => reach.get(diagonal) ?? -1;

/** Down from the diagonal above (an insertion), or right from the one below (a removal): whichever is further. */
function stepFrom(reach: ReadonlyMap<number, number>, diagonal: number, changes: number): number {
  const down = diagonal === -changes || (diagonal !== changes && furthest(reach, diagonal - 1) < furthest(reach, diagonal + 1));
  return down ? furthest(reach, diagonal + 1) : furthest(reach, diagonal - 1) + 1;
}

function walkBack(a: readonly string[], b: readonly string[], rounds: readonly Map<number, number>[]): Change[] {
  const changes: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let round = rounds.length - 1; round >= 0; round -= 1) {
    const reach = rounds[round] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = diagonal === -round || (diagonal !== round && furthest(reach, diagonal - 1) < furthest(reach, diagonal + 1));
    const before = down ? diagonal + 1 : diagonal - 1;
    const beforeX = furthest(reach, before);
    const beforeY = beforeX - before;
    while (x > beforeX && y > beforeY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      changes.push({ kind: 'same', text: a[x] ?? '' });
    }
    if (round === 0) break;
    changes.push(down ? { kind: 'added', text: b[beforeY] ?? '' } : { kind: 'removed', text: a[beforeX] ?? '' });
    x = beforeX;
    y = beforeY;
  }
  return changes.reverse();
}

/** Neighbours of a kind become one; within a change what was stands before what is. */
function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const { kind, text } of changes) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') last.text += text;
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}

/** Words that happen to be the same amid greater changes say nothing: they are shown as changed with what is around them. */
function readable(changes: readonly Change[]): Change[] {
  const weight = (from: number, step: -1 | 1): number => {
    const sum = { removed: 0, added: 0 };
    for (let at = from; ; at += step) {
      const change = changes[at];
      if (change === undefined || change.kind === 'same') return Math.max(sum.removed, sum.added);
      sum[change.kind] += change.text.length;
    }
  };
  return joined(
    changes.flatMap((change, index): Change[] => {
      const lost = change.kind === 'same' && change.text.length <= Math.min(weight(index - 1, -1), weight(index + 1, 1));
      return lost ? [{ kind: 'removed', text: change.text }, { kind: 'added', text: change.text }] : [change];
    }),
  );
}
