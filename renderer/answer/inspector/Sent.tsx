/** What a model was sent, message by message, word for word. */
import type { SentMessage } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import css from './inspector.module.css';

export function Sent({ messages }: { messages: readonly SentMessage[] }) {
  const { t } = useWords();
  return (
    <ol className={css.sent} data-testid="sent">
      {messages.map((message, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a prompt's messages stand where they stand
        <li key={index}>
          <h3>{t(`prompts.preview.${message.role}`)}</h3>
          <p>{message.text}</p>
        </li>
      ))}
    </ol>
  );
}
