/** Marks over a drawn page: strips in parts of the page, so that they follow zoom and turn. */
import type { Box } from '../../../../electron/contract/index.ts';
import { joinLines, place, type Size, type Turn } from './geometry.ts';
import css from './pages.module.css';

interface MarksProps {
  /** Boxes of each span: what stands side by side in one line is joined within a span, never across two. */
  spans: readonly (readonly Box[])[];
  page: Size;
  turn: Turn;
  kind: 'mark' | 'exact' | 'hit' | 'current';
  label: string;
}

export function Marks({ spans, page, turn, kind, label }: MarksProps) {
  return (
    <div className={css.marks} data-testid={`source-${kind}`} role="img" aria-label={label}>
      {spans.flatMap(joinLines).map((box, index) => {
        const placed = place(box, page, turn);
        if (placed === null) return null;
        const part = (value: number): string => `${(value * 100).toFixed(4)}%`;
        return (
          <span
            key={index}
            className={css[kind]}
            style={{ left: part(placed.x), top: part(placed.y), width: part(placed.width), height: part(placed.height) }}
          />
        );
      })}
    </div>
  );
}
