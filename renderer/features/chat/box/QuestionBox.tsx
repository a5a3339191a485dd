/** Where a question is written: grows with it, Enter sends; above it what is asked over. */
import { ArrowUp, Paperclip, Square } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { provideCommand, runCommand, SHORTCUTS, useScope } from '../../../state/index.ts';
import { IconButton } from '../../../ui/index.ts';
import css from './box.module.css';

interface QuestionBoxProps {
  /** What is asked over, and how; drawn above and below the text. */
  scope: ReactNode;
  settings: ReactNode;
  answering: boolean;
  disabled: boolean;
  /** Rejects when the question could not be sent: then its text stays. */
  onAsk(text: string): Promise<void>;
  onStop(): void;
}

/** Lines shown before the box scrolls inside. */
const MAX_HEIGHT = 220;

export function QuestionBox({ scope, settings, answering, disabled, onAsk, onStop }: QuestionBoxProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const draft = useScope((state) => state.draft);

  useEffect(() => provideCommand('focus-question', () => box.current?.focus()), []);
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (draft === null) return;
    setText(draft);
    useScope.setState({ draft: null });
    box.current?.focus();
  }, [draft]);
  useEffect(() => {
    const element = form.current;
    if (element === null) return undefined;
    // What floats at the bottom of the window stands above the box, however tall it has grown.
    const publish = (): void => document.documentElement.style.setProperty('--question-box', `${element.offsetHeight}px`);
    const observer = new ResizeObserver(publish);
    observer.observe(element);
    return () => {
      observer.disconnect();
      document.documentElement.style.removeProperty('--question-box');
    };
  }, []);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(MAX_HEIGHT, element.scrollHeight)}px`;
  }, [text]);

  const canSend = text.trim() !== '' && !answering && !disabled;
  const send = (): void => {
    if (!canSend) return;
    const sent = text;
    setText('');
    // What could not be sent comes back, unless something new was written meanwhile.
    onAsk(sent.trim()).catch(() => setText((now) => (now === '' ? sent : now)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      ref={form}
      className={css.box}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {scope}
      <div className={css.frame}>
        <textarea
          ref={box}
          rows={1}
          aria-label={t('chat.box.label')}
          placeholder={t('chat.box.placeholder')}
          title={t('chat.box.hint')}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          data-testid="question-box"
        />
        <div className={css.tools}>
          <IconButton size="small" icon={Paperclip} label={t('chat.box.attach')} shortcut={SHORTCUTS['add-files']} side="top" onClick={() => runCommand('add-files')} />
          {settings}
          <span className={css.spring} />
          {answering ? (
            <IconButton className={css.stop} icon={Square} label={t('chat.box.stop')} side="top" onClick={onStop} data-testid="stop" />
          ) : (
            <IconButton className={css.send} icon={ArrowUp} label={t('chat.box.send')} shortcut="Enter" side="top" disabled={!canSend} onClick={send} data-testid="send" />
          )}
        </div>
      </div>
    </form>
  );
}
