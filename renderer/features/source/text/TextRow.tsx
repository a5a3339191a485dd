/** A row of a text page: its lines, headings and tables, with what is highlighted in them. */
import { memo } from 'react';
import { segments, type Block, type Highlight } from './blocks.ts';
import { cellHighlight } from '../table/rows.ts';
import { Found } from './Found.tsx';
import css from './text.module.css';

interface TextRowProps {
  blocks: readonly Block[];
  highlights: readonly Highlight[];
  /** What is looked for; '' when nothing is. */
  sought: string;
}

export const TextRow = memo(function TextRow({ blocks, highlights, sought }: TextRowProps) {
  return blocks.map((block) => (block.kind === 'line' ? <Line key={block.start} block={block} highlights={highlights} /> : <InlineTable key={block.start} block={block} highlights={highlights} sought={sought} />));
});

/** The cited sentence is part of the marked passage, the hit gone to is one of the hits: each is that, and stronger. */
export function drawnAs(kind: Highlight['kind']): { 'data-kind': 'mark' | 'hit'; 'data-exact'?: true; 'data-current'?: true } {
  if (kind === 'exact') return { 'data-kind': 'mark', 'data-exact': true };
  return kind === 'current' ? { 'data-kind': 'hit', 'data-current': true } : { 'data-kind': kind };
}

function Line({ block, highlights }: { block: Extract<Block, { kind: 'line' }>; highlights: readonly Highlight[] }) {
  const content = segments(block.text, block.start, highlights).map((segment, index) =>
    segment.kind === null ? segment.text : <mark key={index} {...drawnAs(segment.kind)}>{segment.text}</mark>,
  );
  const address = { 'data-start': block.start, 'data-end': block.end };
  if (block.level > 0) {
    return (
      <p role="heading" aria-level={3} className={css.heading} data-level={Math.min(4, block.level)} {...address}>
        {content}
      </p>
    );
  }
  return <p className={css.line} {...address}>{content}</p>;
}

function InlineTable({ block, highlights, sought }: { block: Extract<Block, { kind: 'table' }>; highlights: readonly Highlight[]; sought: string }) {
  const { header, rows } = block.table;
  return (
    <div className={css.tableFrame} data-start={block.start} data-end={block.end}>
      <table className={css.table}>
        {header.some((cell) => cell !== '') && (
          <thead>
            <tr>{header.map((cell, index) => <th key={index}>{cell}</th>)}</tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => {
            const kind = cellHighlight(row, highlights);
            return (
              <tr key={row.charStart} {...(kind !== null && drawnAs(kind))}>
                {row.cells.map((cell, index) => <td key={index}>{kind === 'mark' || kind === 'exact' ? <mark {...drawnAs(kind)}>{cell}</mark> : <Found text={cell} sought={sought} />}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
