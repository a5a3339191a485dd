/** Nothing in the documents answers: the fixed words, and what a person can try. */
import { useWords } from '../../../i18n/index.ts';
import css from './messages.module.css';

export function Refused({ text, narrowed }: { text: string; narrowed: boolean }) {
  const { t } = useWords();
  return (
    <div className={css.refused} data-testid="refused">
      <p>{text === '' ? t('chat.refused.title') : text}</p>
      <h2>{t('chat.refused.tips')}</h2>
      <ul>
        <li>{t('chat.refused.rephrase')}</li>
        {narrowed && <li>{t('chat.refused.scope')}</li>}
        <li>{t('chat.refused.add')}</li>
      </ul>
    </div>
  );
}
