/** A cell's text with what is looked for marked in it: cells have no address of their own, only their row has. */
import { Fragment } from 'react';
import { rangesOf } from '../../../text/index.ts';

export function Found({ text, sought }: { text: string; sought: string }) {
  const ranges = rangesOf(text, sought);
  if (ranges.length === 0) return text;
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <mark data-kind="hit">{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  );
}
