/** What is happening before and while an answer is written. */
import type { Stream } from '../../../answer/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { useConnection } from '../../../state/index.ts';
import css from './messages.module.css';

export function StageLine({ stream }: { stream: Stream }) {
  const { t, format } = useWords();
  const connected = useConnection((state) => state.state === 'open');
  const stage = stream.stage ?? 'pending';
  return (
    <p className={css.stage} role="status" data-testid="stage">
      <span className={css.pulse} aria-hidden />
      {connected ? t(`chat.stage.${stage}`) : t('chat.state.reconnecting')}
      {connected && stream.predictedMs !== null && <span>{t('chat.predicted', { seconds: format.number(Math.max(1, stream.predictedMs / 1000), 0) })}</span>}
    </p>
  );
}
