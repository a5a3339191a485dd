/** What every kind of view takes and gives: the pane does not know how a document is drawn. */
import type { Document, PageSummary, Span } from '../../../../electron/contract/index.ts';
import type { Turn } from '../pages/geometry.ts';
import type { Zoom } from '../pages/usePageColumn.ts';

/** Where the person asked to go. Each request is a new object, so that the same place can be gone to again. */
export interface Goal {
  page: number;
  span: Span | null;
}

export interface ViewProps {
  document: Document;
  pages: readonly PageSummary[];
  goal: Goal;
  /** The cited passage. */
  mark: Span | null;
  /** The sentence within it that is cited, drawn stronger. */
  exact: Span | null;
  /** Hits of the search inside; `hit` is the one gone to last. */
  hits: readonly Span[];
  hit: Span | null;
  /** What is looked for; '' when nothing is. */
  sought: string;
  zoom: Zoom;
  turn: Turn;
  listOpen: boolean;
  onPage(number: number): void;
  /** CSS pixels per page unit as drawn now, for the zoom steps. */
  onScale(scale: number): void;
  onGo(goal: Goal): void;
  /** Whether the mark could be placed; null while it is not known. */
  onPlaced(placed: boolean | null): void;
}

/** Views with pages of their own size; text and tables flow and have only a type size. */
export function hasPages(view: Document['view']): boolean {
  return view === 'pdf' || view === 'image';
}

/** What 100 % means: PDF units are 1/72 inch, images have pixels, text its own size. */
export function unitScale(view: Document['view']): number {
  return view === 'pdf' ? 96 / 72 : 1;
}

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6];

/** The next step up or down from a zoom (1 = 100 %), as a zoom. */
export function zoomStep(now: number, direction: 1 | -1): number {
  const margin = 0.01;
  if (direction === 1) return STEPS.find((step) => step > now + margin) ?? 6;
  return STEPS.findLast((step) => step < now - margin) ?? 0.25;
}
