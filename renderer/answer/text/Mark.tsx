/** The small numbers in an answer: hovering shows the words cited, a click opens their page. */
import { createContext, use } from 'react';
import type { Answer, Source, Span } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { openSource, useSource } from '../../state/index.ts';
import { codePoints, excerpt } from '../../text/index.ts';
import { Tooltip } from '../../ui/index.ts';
import { pageName } from './names.ts';
import { exactSpan, type Piece } from './pieces.ts';
import css from './answer.module.css';

interface Cited {
  answer: Answer | null;
  /** The answer's text: markers are found in it by UTF-16 indexes, sentences by code points. */
  text: string;
  /** Folded words of the question: where a quote is cut, they stay in. */
  words: readonly string[];
}

/** The sources of the answer that is being drawn. */
export const CitedSources = createContext<Cited>({ answer: null, text: '', words: [] });

export function openCitation(source: Source, sources: readonly Source[], exact: Span | null = null): void {
  const { documentId, page, charStart, charEnd, number } = source;
  openSource({ documentId, page, charStart, charEnd, number, sources, ...(exact !== null && { exact }) });
}

const QUOTE = 260;

/** A browser may break a line beside a button whatever stands there: the word it belongs to and the full stop are inside. */
export function Marks({ word, numbers, stop, at }: Pick<Extract<Piece, { kind: 'marks' }>, 'word' | 'numbers' | 'stop' | 'at'>) {
  return (
    <span className={css.marks}>
      {word}
      {numbers.map((number) => (
        <Mark key={number} number={number} at={at} />
      ))}
      {stop}
    </span>
  );
}

function Mark({ number, at }: { number: number; at: number }) {
  const { t } = useWords();
  const { answer, text, words } = use(CitedSources);
  const sources = answer?.sources;
  const source = sources?.find((one) => one.number === number);
  const isOpen = useSource(({ address }) => address !== null && address.number === number && address.sources === sources);
  if (answer === null || source === undefined) return null;
  const open = (): void => openCitation(source, answer.sources, exactSpan(answer, source, codePoints(text).fromUtf16(at)));
  const page = pageName(t, source);
  return (
    <Tooltip
      side="top"
      text={
        <span className={css.quote}>
          <strong>
            {source.documentName}, {page}
          </strong>
          <span>{t('common.quoted', { text: excerpt(source.text, words, QUOTE) })}</span>
        </span>
      }
    >
      <button type="button" className={css.mark} aria-label={t('chat.mark', { number, name: source.documentName, page })} aria-pressed={isOpen} onClick={open}>
        {number}
      </button>
    </Tooltip>
  );
}
