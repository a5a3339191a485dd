/** One side of two answers: what only it says is marked, its citations can be opened as ever. */
import { useMemo } from 'react';
import type { Answer } from '../../../electron/contract/index.ts';
import { type Change, codePoints } from '../../text/index.ts';
import { Plain } from './AnswerText.tsx';
import { supportSpans } from './pieces.ts';
import css from './answer.module.css';

interface CitedDifferencesProps {
  text: string;
  answer: Answer | null;
  /** Of both sides. */
  changes: readonly Change[];
  side: 'removed' | 'added';
  /** What the marking means, for those who do not see it. */
  only: string;
}

export function CitedDifferences({ text, answer, changes, side, only }: CitedDifferencesProps) {
  const known = useMemo(() => new Set(answer?.sources.map((source) => source.number) ?? []), [answer]);
  const spans = useMemo(() => supportSpans(answer?.sentences ?? [], codePoints(text)), [answer, text]);
  const own = useMemo(() => {
    const shown = changes.filter(({ kind }) => kind === 'same' || kind === side);
    const lengths = shown.map(({ text: { length } }) => length);
    return shown.map((change, index) => ({ change, start: lengths.slice(0, index).reduce((sum, length) => sum + length, 0) }));
  }, [changes, side]);
  return (
    <p className={css.differences} data-testid="differences">
      {own.map(({ change, start }) => {
        const words = <Plain text={change.text} offset={start} spans={spans} known={known} />;
        if (change.kind === 'same') return <span key={start}>{words}</span>;
        return (
          <mark key={start} className={css.differs} data-side={side}>
            <span className="hidden-text"> ({only}: </span>
            {words}
            <span className="hidden-text">) </span>
          </mark>
        );
      })}
    </p>
  );
}
