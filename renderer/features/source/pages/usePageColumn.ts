/** The scrolling window over a column of pages: which are drawn, and a place that stays put while sizes and zoom change. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Box } from '../../../../electron/contract/index.ts';
import { place, type Size, type Turn } from './geometry.ts';
import { anchorAt, GAP, layOut, scrollTopOf, visiblePages, type Anchor, type Layout } from './layout.ts';

/** `fit`: as wide as the window; a number: CSS pixels per page unit. */
export type Zoom = 'fit' | number;

/** Pixels drawn beyond both edges of the window. */
const MARGIN = 600;

export interface PageColumn {
  scroller: RefObject<HTMLDivElement | null>;
  layout: Layout;
  /** False until the window's own size is known. */
  measured: boolean;
  visible: number[];
  /** The page in the upper third of the window. */
  current: number;
  scrollToPage(number: number): void;
  /** Brings a box of a page into the upper third of the window. */
  scrollToBox(number: number, box: Box, page: Size): void;
}

export function usePageColumn(sizes: readonly (Size | undefined)[], fallback: Size, zoom: Zoom, turn: Turn): PageColumn {
  const scroller = useRef<HTMLDivElement | null>(null);
  const [window, setWindow] = useState({ top: 0, width: 0, height: 0 });
  const anchor = useRef<Anchor>({ page: 1, part: 0 });

  const layout = useMemo(() => {
    const natural = layOut(sizes, fallback, 1, turn);
    const room = Math.max(80, window.width - 2 * GAP);
    return layOut(sizes, fallback, zoom === 'fit' ? room / Math.max(1, natural.total.width) : zoom, turn);
  }, [sizes, fallback, zoom, turn, window.width]);

  const read = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    anchor.current = anchorAt(layout, element.scrollTop);
    setWindow({ top: element.scrollTop, width: element.clientWidth, height: element.clientHeight });
  }, [layout]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => setWindow((before) => ({ ...before, width: element.clientWidth, height: element.clientHeight }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener('scroll', read, { passive: true });
    return () => element?.removeEventListener('scroll', read);
  }, [read]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = scrollTopOf(layout, anchor.current);
    setWindow((before) => (before.top === element.scrollTop ? before : { ...before, top: element.scrollTop }));
  }, [layout]);

  const goTo = useCallback((next: Anchor) => {
    anchor.current = next;
    const element = scroller.current;
    if (element !== null) element.scrollTop = scrollTopOf(layout, next);
  }, [layout]);

  return {
    scroller,
    layout,
    measured: window.width > 0,
    visible: useMemo(() => visiblePages(layout, window.top, window.height, MARGIN), [layout, window.top, window.height]),
    current: layout.pageAt(window.top + window.height / 3),
    scrollToPage: useCallback((number) => goTo({ page: number, part: -GAP / Math.max(1, layout.size(number).height) }), [goTo, layout]),
    scrollToBox: useCallback(
      (number, box, page) => {
        const placed = place(box, page, turn);
        const height = Math.max(1, layout.size(number).height);
        goTo({ page: number, part: (placed?.y ?? 0) - (scroller.current?.clientHeight ?? 0) / 4 / height });
        const element = scroller.current;
        if (element !== null && placed !== null) {
          const middle = (placed.x + placed.width / 2) * layout.size(number).width;
          element.scrollLeft = Math.max(0, middle - element.clientWidth / 2);
        }
      },
      [goTo, layout, turn],
    ),
  };
}
