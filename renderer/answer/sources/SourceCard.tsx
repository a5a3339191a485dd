/** A source under an answer: its document, its page, two lines of it with the words that matter. */
import type { Source } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { useSource } from '../../state/index.ts';
import { excerpt, matchingWords } from '../../text/index.ts';
import { openCitation } from '../text/Mark.tsx';
import { pageName } from '../text/names.ts';
import css from './sources.module.css';

/** About two lines of a card. */
const LINES = 190;

interface SourceCardProps {
  source: Source;
  sources: readonly Source[];
  words: readonly string[];
}

export function SourceCard({ source, sources, words }: SourceCardProps) {
  const { t } = useWords();
  const isOpen = useSource(({ address }) => address !== null && address.number === source.number && address.sources === sources);
  return (
    <li>
      <button type="button" className={css.card} aria-pressed={isOpen} data-testid="source-card" onClick={() => openCitation(source, sources)}>
        <span className={css.number}>{source.number}</span>
        <span className={css.place}>
          <strong>{source.documentName}</strong>
          <span>{pageName(t, source)}</span>
        </span>
        <span className={css.excerpt}>
          <Emphasised text={excerpt(source.text, words, LINES)} words={words} />
        </span>
      </button>
    </li>
  );
}

function Emphasised({ text, words }: { text: string; words: readonly string[] }) {
  const parts: React.ReactNode[] = [];
  let last = 0;
  for (const { start, end } of matchingWords(text, words)) {
    parts.push(text.slice(last, start), <b key={start}>{text.slice(start, end)}</b>);
    last = end;
  }
  return [...parts, text.slice(last)];
}
