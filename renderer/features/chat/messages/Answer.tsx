/** An answer in whichever state it is: being made, done, stopped, refused, failed. */
import { memo, useMemo } from 'react';
import type { Answer as AnswerData, Message } from '../../../../electron/contract/index.ts';
import { AnswerText, CitedSources, Partial, Sources, type Stream } from '../../../answer/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { searchWords } from '../../../text/index.ts';
import { Button, ErrorCard } from '../../../ui/index.ts';
import { AnswerFoot } from './AnswerFoot.tsx';
import { endingWords } from './ending.ts';
import { Refused } from './Refused.tsx';
import { StageLine } from './StageLine.tsx';
import css from './messages.module.css';

interface AnswerProps {
  message: Message;
  /** The running stream of this message, null when it is finished. */
  stream: Stream | null;
  /** The question it answers. */
  question: string;
  /** Whether the question was asked over chosen documents only. */
  narrowed: boolean;
  busy: boolean;
  onRegenerate(messageId: string): void;
  onGoOn(messageId: string): void;
  onSelect(messageId: string): void;
  onWhy(message: Message): void;
}

export const Answer = memo(function Answer(props: AnswerProps) {
  const { message, stream, question } = props;
  const { t } = useWords();
  const text = stream !== null && stream.seq > 0 ? stream.text : message.text;
  const answer = stream?.answer ?? message.answer;
  const words = useMemo(() => searchWords(question), [question]);
  const cited = useMemo(() => ({ answer, text, words }), [answer, text, words]);
  const running = stream !== null;
  const refused = answer?.mode === 'refused';

  return (
    <article className={css.answer} aria-label={t('chat.sova')} aria-busy={running} data-testid="answer" data-state={running ? 'running' : message.state}>
      <CitedSources value={cited}>
        {running && <StageLine stream={stream} />}
        {refused ? <Refused text={text} narrowed={props.narrowed} /> : text !== '' && <AnswerText text={text} answer={answer} />}
        {!running && <Outcome message={message} onRegenerate={() => props.onRegenerate(message.id)} onGoOn={() => props.onGoOn(message.id)} busy={props.busy} />}
        {!running && answer !== null && <SupportNote answer={answer} />}
        {answer !== null && <Sources answer={answer} words={words} writing={running} />}
        {!running && <Partial problem={message.problem} answer={answer} />}
        {!running && <AnswerFoot {...props} answer={answer} />}
      </CitedSources>
    </article>
  );
});

/** Why there is no more text, where there is not. */
function Outcome({ message, busy, onRegenerate, onGoOn }: { message: Message; busy: boolean; onRegenerate: () => void; onGoOn: () => void }) {
  const { t } = useWords();
  const goOn = message.answer?.mode === 'generated' && message.text !== '' && (
    <Button size="small" disabled={busy} onClick={onGoOn}>
      {t('chat.actions.goOn')}
    </Button>
  );
  const words = endingWords(message);
  if (words === null) return null;
  if (message.state === 'stopped') {
    return (
      <p className={css.outcome}>
        {t(words)} {goOn}
      </p>
    );
  }
  const again = (
    <Button size="small" disabled={busy} onClick={onRegenerate}>
      {t('common.retry')}
    </Button>
  );
  if (message.problem !== null) return <ErrorCard problem={message.problem} actions={again} />;
  return (
    <p className={css.outcome} role="status">
      {t(words)} {goOn} {again}
    </p>
  );
}

function SupportNote({ answer }: { answer: AnswerData }) {
  const { t } = useWords();
  const count = answer.sentences.filter((sentence) => sentence.support === 'weak' || sentence.support === 'unsupported').length;
  if (count === 0) return null;
  return <p className={css.supportNote}>{t('chat.supportNote', { count })}</p>;
}
