/** The lines of an excerpt as what they are: stretches of text, and lists of points with a bullet. */

/** Dashes are left alone: with them people speak in stories. */
const BULLET = /^[-•*][^\S\n]+(?=\S)/;

/** `start` and `end` are UTF-16 indexes of the excerpt's block; a point's bullet is not in it. */
export interface Stretch {
  kind: 'text' | 'point';
  start: number;
  end: number;
}

/** Points that follow each other are neighbours in the result. Blank lines part texts. */
export function stretches(block: string): Stretch[] {
  const result: Stretch[] = [];
  let at = 0;
  let open = false;
  for (const line of block.split('\n')) {
    const end = at + line.length;
    const bullet = BULLET.exec(line)?.[0];
    const last = result.at(-1);
    if (line.trim() === '') open = false;
    else if (bullet !== undefined) {
      result.push({ kind: 'point', start: at + bullet.length, end });
      open = false;
    } else if (open && last !== undefined) last.end = end;
    else {
      result.push({ kind: 'text', start: at, end });
      open = true;
    }
    at = end + 1;
  }
  return result;
}

/** Neighbouring points together: each group is a paragraph or a list. */
export function grouped(all: readonly Stretch[]): Stretch[][] {
  const groups: Stretch[][] = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (one.kind === 'point' && last?.[0]?.kind === 'point') last.push(one);
    else groups.push([one]);
  }
  return groups;
}
