/** Before the first question: what this is for, and three questions to begin with. */
import { FileUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { runCommand, useLibrary } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Button, EmptyState } from '../../../ui/index.ts';
import css from './empty.module.css';

const EXAMPLES = 3;

export function NewConversation({ onAsk }: { onAsk(text: string): void }) {
  const { t, language } = useWords();
  const stats = useLibrary((library) => library.stats);
  const [examples, setExamples] = useState<readonly string[]>([]);
  const searchable = stats?.searchable ?? 0;
  // While thousands come in, the examples are asked for anew only as often as the library doubles.
  const doublings = searchable === 0 ? 0 : 1 + Math.floor(Math.log2(searchable));

  useEffect(() => {
    if (doublings === 0) return undefined;
    const stop = new AbortController();
    client.chat.suggestions({ conversationId: null, language }, { signal: stop.signal }).then(
      (questions) => !stop.signal.aborted && setExamples(questions.slice(0, EXAMPLES)),
      // Examples are a help, not a need: without them the box below still asks.
      () => undefined,
    );
    return () => stop.abort();
  }, [doublings, language]);

  // Not known yet: the one or the other would be gone the next moment.
  if (stats === null) return <div className={css.middle} />;
  if (stats.documents === 0) {
    return (
      <div className={css.middle}>
        <div className={css.drop}>
          <EmptyState
            icon={FileUp}
            title={t('chat.noDocuments.title')}
            actions={
              <>
                <Button look="primary" onClick={() => runCommand('add-files')}>{t('chat.noDocuments.choose')}</Button>
                <Button onClick={() => runCommand('add-folder')}>{t('chat.noDocuments.chooseFolder')}</Button>
              </>
            }
          >
            {t('chat.noDocuments.text')}
          </EmptyState>
        </div>
      </div>
    );
  }
  return (
    <div className={css.middle}>
      <div className={css.welcome}>
        <h1>{t('chat.empty.title')}</h1>
        <p>{t('chat.empty.text')}</p>
        {examples.length > 0 && (
          <ul aria-label={t('chat.empty.examples')}>
            {examples.map((example) => (
              <li key={example}>
                <button type="button" onClick={() => onAsk(example)}>{example}</button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
