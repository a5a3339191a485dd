/** The small numbers in an answer: hovering shows the words cited, a click opens their page. */
import { createContext, use } from 'react';
import type { Source } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { openSource, useSource } from '../../../state/index.ts';
import { excerpt } from '../../../text/index.ts';
import { Tooltip } from '../../../ui/index.ts';
import { pageName } from './names.ts';
import css from './answer.module.css';

interface Cited {
  sources: readonly Source[];
  /** Folded words of the question: where a quote is cut, they stay in. */
  words: readonly string[];
}

/** The sources of the answer that is being drawn. */
export const CitedSources = createContext<Cited>({ sources: [], words: [] });

export function openCitation(source: Source, sources: readonly Source[]): void {
  const { documentId, page, charStart, charEnd, number } = source;
  openSource({ documentId, page, charStart, charEnd, number, sources });
}

const QUOTE = 260;

export function Marks({ numbers }: { numbers: readonly number[] }) {
  return (
    <span className={css.marks}>
      {numbers.map((number) => (
        <Mark key={number} number={number} />
      ))}
    </span>
  );
}

function Mark({ number }: { number: number }) {
  const { t } = useWords();
  const { sources, words } = use(CitedSources);
  const source = sources.find((one) => one.number === number);
  const isOpen = useSource(({ address }) => address !== null && address.number === number && address.sources === sources);
  if (source === undefined) return null;
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
      <button type="button" className={css.mark} aria-label={t('chat.mark', { number, name: source.documentName, page })} aria-pressed={isOpen} onClick={() => openCitation(source, sources)}>
        {number}
      </button>
    </Tooltip>
  );
}
