/** The line of messages: only rows in sight are mounted; the end stays in sight while an answer grows. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { attempt } from '../../../state/index.ts';
import { IconButton } from '../../../ui/index.ts';
import type { OpenConversation } from '../state/useConversation.ts';
import { Answer } from './Answer.tsx';
import { NextQuestions } from './NextQuestions.tsx';
import { Question } from './Question.tsx';
import css from './messages.module.css';

interface MessageListProps {
  open: OpenConversation;
  narrowed: boolean;
  onWhy(message: Message): void;
}

/** How close to the end counts as being there, in pixels. */
const NEAR_END = 80;

/** How close to the start the earlier messages are asked for. */
const NEAR_START = 600;

/** First guesses, mended when a row is drawn. */
const QUESTION_HEIGHT = 90;
const ANSWER_HEIGHT = 420;

export function MessageList({ open, narrowed, onWhy }: MessageListProps) {
  const { messages, stream, ask, regenerate, goOn, selectBranch, loadOlder } = open;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const lane = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const list = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => messages[index]?.id ?? index,
    estimateSize: (index) => (messages[index]?.role === 'user' ? QUESTION_HEIGHT : ANSWER_HEIGHT),
    overscan: 2,
  });

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const read = (): void => {
      if (element.scrollTop < NEAR_START) loadOlder();
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
      setAway(!atEnd.current);
    };
    // A person who turns the wheel up has left the end at once, however near it still is.
    const leave = (event: WheelEvent): void => {
      if (event.deltaY < 0) atEnd.current = false;
    };
    element.addEventListener('scroll', read, { passive: true });
    element.addEventListener('wheel', leave, { passive: true });
    return () => {
      element.removeEventListener('scroll', read);
      element.removeEventListener('wheel', leave);
    };
  }, [loadOlder]);

  // What came in front pushes down what is read: it stays where it was on the screen.
  const firstId = messages[0]?.id;
  const wasFirst = useRef(firstId);
  useLayoutEffect(() => {
    const added = messages.findIndex((message) => message.id === wasFirst.current);
    wasFirst.current = firstId;
    const element = scroller.current;
    if (added > 0 && element !== null) element.scrollTop += list.measurementsCache[added]?.start ?? 0;
    // Only the first message tells that something came in front.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [firstId]);

  // Rows find their true height after they are drawn: whoever was at the end stays there.
  useEffect(() => {
    const element = lane.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => atEnd.current && toEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [toEnd]);

  // A new question is a wish to see its answer.
  const lastId = messages.at(-1)?.id;
  useLayoutEffect(() => {
    atEnd.current = true;
    toEnd();
  }, [lastId, toEnd]);

  const onAsk = useCallback((text: string, parentId: string | null) => attempt(() => ask(text, parentId)), [ask]);
  const onRegenerate = useCallback((id: string) => attempt(() => regenerate(id)), [regenerate]);
  const onGoOn = useCallback((id: string) => attempt(() => goOn(id)), [goOn]);
  const onSelect = useCallback((id: string) => attempt(() => selectBranch(id)), [selectBranch]);
  const onNext = useCallback((text: string) => attempt(() => ask(text)), [ask]);
  const busy = stream !== null;

  return (
    <div className={css.frame}>
      <div ref={scroller} className={css.scroller} tabIndex={0} role="region" aria-label={t('chat.messages')} data-testid="messages">
        <div ref={lane} className={css.lane} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const message = messages[item.index];
            if (message === undefined) return null;
            return (
              <div key={item.key} ref={list.measureElement} data-index={item.index} className={css.row} style={{ transform: `translateY(${item.start}px)` }}>
                {message.role === 'user' ? (
                  <Question message={message} busy={busy} onAsk={onAsk} onSelect={onSelect} />
                ) : (
                  <Answer
                    message={message}
                    stream={item.index === messages.length - 1 ? stream : null}
                    question={messages[item.index - 1]?.text ?? ''}
                    narrowed={narrowed}
                    busy={busy}
                    onRegenerate={onRegenerate}
                    onGoOn={onGoOn}
                    onSelect={onSelect}
                    onWhy={onWhy}
                  />
                )}
                {item.index === messages.length - 1 && !busy && message.role === 'assistant' && message.state === 'complete' && <NextQuestions key={message.id} conversationId={message.conversationId} onAsk={onNext} />}
              </div>
            );
          })}
        </div>
      </div>
      {open.loadingOlder && (
        <p className={css.earlier} role="status">
          {t('chat.earlier')}
        </p>
      )}
      {away && <IconButton className={css.jump} icon={ArrowDown} label={t('chat.actions.toEnd')} side="top" onClick={toEnd} />}
    </div>
  );
}
