import { describe, expect, it } from 'vitest';
import { around, joinLines, nextTurn, place, turnedSize } from './geometry.ts';

const page = { width: 600, height: 800 };
const box = { x: 60, y: 80, width: 300, height: 40 };

describe('marks on a page', () => {
  it('are parts of the page', () => {
    expect(place({ x: 150, y: 200, width: 300, height: 400 }, page, 0)).toEqual({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
  });

  it('turn with the page: four quarter turns come home, and each agrees with turning the page once more', () => {
    const turns = [0, 90, 180, 270] as const;
    for (const turn of turns) {
      const placed = place(box, page, turn);
      if (placed === null) throw new Error('not placed');
      const size = turnedSize(page, turn);
      const again = place({ x: placed.x * size.width, y: placed.y * size.height, width: placed.width * size.width, height: placed.height * size.height }, size, 90);
      const direct = place(box, page, nextTurn(turn));
      for (const side of ['x', 'y', 'width', 'height'] as const) expect(again?.[side]).toBeCloseTo(direct?.[side] ?? NaN, 9);
    }
  });

  it('at a quarter turn the top left corner stands at the top right', () => {
    const placed = place({ x: 0, y: 0, width: 60, height: 80 }, page, 90);
    expect(placed?.x).toBeCloseTo(0.9);
    expect(placed?.y).toBe(0);
  });

  it('are cut at the edge, and are none outside it', () => {
    expect(place({ x: -60, y: 0, width: 120, height: 80 }, page, 0)).toEqual({ x: 0, y: 0, width: 0.1, height: 0.1 });
    expect(place({ x: 700, y: 0, width: 10, height: 10 }, page, 0)).toBeNull();
    expect(place({ x: 0, y: 0, width: 0, height: 10 }, page, 0)).toBeNull();
  });

  it('words of a line become one strip, two columns stay two', () => {
    const words = [
      { x: 10, y: 10, width: 40, height: 12 },
      { x: 54, y: 11, width: 30, height: 11 },
      { x: 10, y: 26, width: 60, height: 12 },
      { x: 320, y: 26, width: 60, height: 12 },
    ];
    expect(joinLines(words)).toEqual([{ x: 10, y: 10, width: 74, height: 12 }, words[2], words[3]]);
  });

  it('are framed for scrolling', () => {
    expect(around([box, { x: 10, y: 200, width: 20, height: 20 }])).toEqual({ x: 10, y: 80, width: 350, height: 140 });
    expect(around([])).toBeNull();
  });
});
