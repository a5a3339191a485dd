import { useCallback, useEffect, useRef, useState } from 'react';

/** Typing is over when nothing was typed for this long. */
const TYPED_MS = 200;

/**
 * A field's text that is used elsewhere: handed on when the hand rests, and at once when the field goes away.
 * `hand` must stay the same function.
 */
export function useTypedText(text: string, hand: (text: string) => void): [typed: string, type: (text: string) => void] {
  const [typed, setTyped] = useState(text);
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const handOn = useCallback(() => {
    if (waiting.current === null) return;
    const { text: last, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = null;
    hand(last);
  }, [hand]);
  const type = useCallback(
    (next: string): void => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      waiting.current = { text: next, timer: setTimeout(handOn, TYPED_MS) };
      setTyped(next);
    },
    [handOn],
  );
  useEffect(() => handOn, [handOn]);
  // Cleared, or asked for from elsewhere; a space that is still being typed is kept.
  useEffect(() => {
    if (waiting.current === null) setTyped((now) => (now.trim() === text.trim() ? now : text));
  }, [text]);
  return [typed, type];
}
