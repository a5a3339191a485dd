/** What the model had written before it failed, kept beside the excerpt that answers instead. */
import type { Message } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import css from './messages.module.css';

export function Partial({ problem }: Pick<Message, 'problem'>) {
  const { t } = useWords();
  const text = problem?.details['partial'];
  if (typeof text !== 'string' || text === '') return null;
  return (
    <details className={css.partial}>
      <summary>{t('chat.partial')}</summary>
      <p>{text}</p>
    </details>
  );
}
