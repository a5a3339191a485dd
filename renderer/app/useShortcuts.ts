/** Keys of the window: each runs a command; plain letters wait while somebody is typing. */
import { useEffect } from 'react';
import { type CommandName, runCommand, SHORTCUTS } from '../state/index.ts';
import { type KeyPress, matchShortcut } from './shortcuts.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement);

const isInDialog = (target: EventTarget | null): boolean => target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

const NAMES = Object.keys(SHORTCUTS).filter((name): name is CommandName => name in SHORTCUTS);

/** Two letters belong together within this time. */
const SEQUENCE_MS = 900;

export function useShortcuts(): void {
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || isInDialog(event.target)) return;
      const before = first && event.timeStamp - first.at < SEQUENCE_MS ? first.key : null;
      const key: KeyPress = { key: event.key, code: event.code, mod: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey, before };
      first = { key: event.key.toLowerCase(), at: event.timeStamp };
      const name = NAMES.find((one) => matchShortcut(SHORTCUTS[one], key, isTyping(event.target)));
      if (name && runCommand(name)) {
        first = null;
        event.preventDefault();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
