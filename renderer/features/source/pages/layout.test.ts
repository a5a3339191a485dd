import { describe, expect, it } from 'vitest';
import { anchorAt, GAP, layOut, scrollTopOf, visiblePages } from './layout.ts';

const a4 = { width: 600, height: 800 };
const many = Array.from({ length: 1000 }, () => undefined);

describe('the column of pages', () => {
  it('has its full height from the first page alone', () => {
    const layout = layOut([a4, ...many.slice(1)], a4, 0.5, 0);
    expect(layout.total).toEqual({ width: 300, height: 1000 * (400 + GAP) + GAP });
    expect(layout.top(3)).toBe(GAP + 2 * (400 + GAP));
  });

  it('draws only what touches the window', () => {
    const layout = layOut(many, a4, 1, 0);
    expect(visiblePages(layout, layout.top(500), 900, 0)).toEqual([500, 501]);
    expect(visiblePages(layout, 0, 700, 0)).toEqual([1]);
    expect(visiblePages(layout, layout.total.height - 700, 700, 800)).toEqual([999, 1000]);
    expect(visiblePages(layOut([], a4, 1, 0), 0, 700, 100)).toEqual([]);
  });

  it('finds the page of every height', () => {
    const layout = layOut([a4, { width: 800, height: 300 }, a4], a4, 1, 0);
    for (let y = 0; y < layout.total.height; y += 7) {
      const page = layout.pageAt(y);
      expect(page === 1 || layout.top(page) - GAP <= y).toBe(true);
      expect(page === layout.count || y < layout.top(page + 1) - GAP).toBe(true);
    }
  });

  it('keeps the place in a page through zoom, refined sizes and a turn', () => {
    const before = layOut(many, a4, 1, 0);
    const anchor = anchorAt(before, before.top(321) + 200);
    expect(anchor).toEqual({ page: 321, part: 0.25 });
    const refined = many.map((_, index) => (index % 2 === 0 ? { width: 600, height: 1000 } : a4));
    for (const after of [layOut(refined, a4, 1, 0), layOut(many, a4, 2.5, 0), layOut(many, a4, 1, 90)]) {
      const back = anchorAt(after, scrollTopOf(after, anchor));
      expect(back.page).toBe(321);
      expect(back.part).toBeCloseTo(0.25, 2);
    }
  });
});
