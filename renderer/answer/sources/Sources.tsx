/** What an answer rests on: the used sources as cards, what was also read folded below them. */
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Answer, Source } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { SourceCard } from './SourceCard.tsx';
import css from './sources.module.css';

interface SourcesProps {
  answer: Answer;
  words: readonly string[];
  /** While the text is being written it is not yet known which sources it uses. */
  writing: boolean;
}

export function Sources({ answer, words, writing }: SourcesProps) {
  const { t } = useWords();
  const used = new Set(answer.used);
  const refused = answer.mode === 'refused';
  const usedSources = answer.sources.filter((source) => used.has(source.number));
  const others = answer.sources.filter((source) => !used.has(source.number));
  if (answer.sources.length === 0) return null;
  if (refused) return <Cards title={t('chat.nearest')} sources={answer.sources.slice(0, 5)} all={answer.sources} words={words} />;
  if (writing && usedSources.length === 0) return <Folded title={t('chat.found', { count: answer.sources.length })} sources={others} all={answer.sources} words={words} />;
  return (
    <>
      {usedSources.length > 0 && <Cards title={t('chat.used')} sources={usedSources} all={answer.sources} words={words} />}
      {others.length > 0 && <Folded title={t('chat.alsoRead', { count: others.length })} sources={others} all={answer.sources} words={words} />}
    </>
  );
}

interface CardsProps {
  title: string;
  sources: readonly Source[];
  all: readonly Source[];
  words: readonly string[];
}

function Cards({ title, sources, all, words }: CardsProps) {
  return (
    <div className={css.sources}>
      <h2>{title}</h2>
      <ul>
        {sources.map((source) => (
          <SourceCard key={source.number} source={source} sources={all} words={words} />
        ))}
      </ul>
    </div>
  );
}

function Folded(props: CardsProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className={css.sources}>
      <h2>
        <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={14} aria-hidden />
          {props.title}
        </button>
      </h2>
      {open && (
        <ul>
          {props.sources.map((source) => (
            <SourceCard key={source.number} source={source} sources={props.all} words={props.words} />
          ))}
        </ul>
      )}
    </div>
  );
}
