/** Where a mark stands on a drawn page. Boxes come in the page's units as it is read (its own turn applied), origin top left. */
import type { Box } from '../../../../electron/contract/index.ts';

/** What the person turned the page by, clockwise, on top of the page's own turn. */
export type Turn = 0 | 90 | 180 | 270;

export interface Size {
  width: number;
  height: number;
}

/** A rectangle as parts (0..1) of the drawn page: it follows every zoom without being computed again. */
export type Placed = Box;

/** The size boxes were measured on; the drawn page may be known in other units. */
export function pageSize(boxes: { width: number | null; height: number | null }, otherwise: Size): Size {
  return boxes.width !== null && boxes.height !== null ? { width: boxes.width, height: boxes.height } : otherwise;
}

export function nextTurn(turn: Turn): Turn {
  return turn === 270 ? 0 : ((turn + 90) as Turn);
}

export function turnedSize(size: Size, turn: Turn): Size {
  return turn % 180 === 0 ? size : { width: size.height, height: size.width };
}

/** The box as parts of the page, cut to the page; null when nothing of it is on the page. */
export function place(box: Box, page: Size, turn: Turn): Placed | null {
  const left = Math.max(0, box.x / page.width);
  const top = Math.max(0, box.y / page.height);
  const right = Math.min(1, (box.x + box.width) / page.width);
  const bottom = Math.min(1, (box.y + box.height) / page.height);
  if (!(right > left && bottom > top)) return null;
  const [width, height] = [right - left, bottom - top];
  switch (turn) {
    case 0:
      return { x: left, y: top, width, height };
    case 90:
      return { x: 1 - bottom, y: left, width: height, height: width };
    case 180:
      return { x: 1 - right, y: 1 - bottom, width, height };
    case 270:
      return { x: top, y: 1 - right, width: height, height: width };
  }
}

/** Boxes of one line joined into one rectangle, so that a passage is marked in strips and not in letters. */
export function joinLines(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    const line = lines.at(-1);
    if (line !== undefined && sameLine(line, box)) {
      const x = Math.min(line.x, box.x);
      const y = Math.min(line.y, box.y);
      lines[lines.length - 1] = {
        x,
        y,
        width: Math.max(line.x + line.width, box.x + box.width) - x,
        height: Math.max(line.y + line.height, box.y + box.height) - y,
      };
    } else lines.push(box);
  }
  return lines;
}

/** Neighbours in reading order: mostly beside each other, and no wider apart than two letters' height. */
function sameLine(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return shared > 0.5 * Math.min(a.height, b.height) && gap < 2 * Math.max(a.height, b.height);
}

/** The smallest rectangle around all of them, for scrolling to a mark. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}
