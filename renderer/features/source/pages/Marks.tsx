/** Marks over a drawn page: strips in parts of the page, so that they follow zoom and turn. */
import type { Box } from '../../../../electron/contract/index.ts';
import { joinLines, place, type Size, type Turn } from './geometry.ts';
import css from './pages.module.css';

interface MarksProps {
  boxes: readonly Box[];
  page: Size;
  turn: Turn;
  kind: 'mark' | 'exact' | 'hit';
  label: string;
}

export function Marks({ boxes, page, turn, kind, label }: MarksProps) {
  return (
    <div className={css.marks} data-testid={`source-${kind}`} role="img" aria-label={label}>
      {joinLines(boxes).map((box, index) => {
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
