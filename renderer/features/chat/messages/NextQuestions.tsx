/** What could be asked next, from what the last answer read; none where nothing suggests itself. */
import { CornerDownRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { client } from '../../../transport/index.ts';
import css from './messages.module.css';

export function NextQuestions({ conversationId, onAsk }: { conversationId: string; onAsk(text: string): void }) {
  const { t } = useWords();
  const [questions, setQuestions] = useState<readonly string[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    // An extra: without it the conversation is whole.
    client.chat.suggestions({ conversationId }, { signal: stop.signal }).then((found) => !stop.signal.aborted && setQuestions(found), () => undefined);
    return () => stop.abort();
  }, [conversationId]);
  if (questions.length === 0) return null;
  return (
    <section className={css.next} aria-label={t('chat.next')} data-testid="next-questions">
      <ul>
        {questions.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)}>
              <CornerDownRight size={14} aria-hidden />
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
