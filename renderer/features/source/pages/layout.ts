/** Where each page of a document stands in one tall column, before any of them is drawn. */
import { turnedSize, type Size, type Turn } from './geometry.ts';

/** Empty space above every page and below the last, in CSS pixels. */
export const GAP = 12;

export interface Layout {
  count: number;
  /** CSS pixels per page unit. */
  scale: number;
  /** Top of page `number` (from 1), without its gap. */
  top(number: number): number;
  size(number: number): Size;
  /** Height of the whole column and width of its widest page. */
  total: Size;
  /** The page that holds the height `y`. */
  pageAt(y: number): number;
}

/** A place that stays put while sizes or zoom change: a part of the way down a page. */
export interface Anchor {
  page: number;
  part: number;
}

/** `sizes` in page units at turn 0, as far as they are known; the others take the first known one. */
export function layOut(sizes: readonly (Size | undefined)[], fallback: Size, scale: number, turn: Turn): Layout {
  const usual = sizes.find((size) => size !== undefined) ?? fallback;
  const drawn = sizes.length === 0 ? [] : Array.from(sizes, (size) => scaled(turnedSize(size ?? usual, turn), scale));
  const tops = new Float64Array(drawn.length + 1);
  let y = GAP;
  let widest = 0;
  for (const [index, size] of drawn.entries()) {
    tops[index] = y;
    y += size.height + GAP;
    widest = Math.max(widest, size.width);
  }
  tops[drawn.length] = y;
  return {
    count: drawn.length,
    scale,
    top: (number) => tops[number - 1] ?? 0,
    size: (number) => drawn[number - 1] ?? scaled(usual, scale),
    total: { width: widest, height: y },
    pageAt: (position) => {
      let low = 1;
      let high = drawn.length;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if ((tops[middle - 1] ?? 0) - GAP <= position) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

function scaled(size: Size, scale: number): Size {
  return { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
}

/** The pages that touch the window, with `margin` pixels more on both sides. */
export function visiblePages(layout: Layout, scrollTop: number, windowHeight: number, margin: number): number[] {
  if (layout.count === 0) return [];
  const first = layout.pageAt(scrollTop - margin);
  const last = layout.pageAt(scrollTop + windowHeight + margin);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function anchorAt(layout: Layout, scrollTop: number): Anchor {
  const page = layout.pageAt(scrollTop);
  return { page, part: (scrollTop - layout.top(page)) / Math.max(1, layout.size(page).height) };
}

export function scrollTopOf(layout: Layout, anchor: Anchor): number {
  return Math.max(0, layout.top(anchor.page) + anchor.part * layout.size(anchor.page).height);
}
