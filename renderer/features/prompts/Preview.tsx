import { useEffect, useState } from 'react';
import type { Problem, Prompt, PromptParts, SentMessage } from '../../../electron/contract/index.ts';
import { Sent } from '../../answer/index.ts';
import { useWords } from '../../i18n/index.ts';
import { client, toProblem } from '../../transport/index.ts';
import { ErrorCard, Switch } from '../../ui/index.ts';
import styles from './Prompts.module.css';

/** What a model would be sent, with made-up passages; unsaved changes included. */
export function Preview({ prompt, parts }: { prompt: Prompt; parts: PromptParts }) {
  const { t } = useWords();
  const [general, setGeneral] = useState(false);
  const [messages, setMessages] = useState<readonly SentMessage[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    client.prompts.preview({ promptId: prompt.id, parts, generalKnowledge: general }, { signal: stop.signal }).then(
      (sent) => !stop.signal.aborted && setMessages(sent),
      (error: unknown) => !stop.signal.aborted && setProblem(toProblem(error)),
    );
    return () => stop.abort();
  }, [prompt.id, parts, general]);
  return (
    <div className={styles.editor}>
      <div className={styles.tools}>
        <p className={styles.help}>{t('prompts.preview.text')}</p>
        <span className={styles.switch}>
          <Switch label={t('prompts.preview.general')} checked={general} onChange={setGeneral} />
          <span aria-hidden>{t('prompts.preview.general')}</span>
        </span>
      </div>
      {problem && <ErrorCard problem={problem} />}
      {messages && <Sent messages={messages} />}
    </div>
  );
}
