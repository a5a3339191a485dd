/** The open conversation: its line of messages, the answer that is running, and what a person does with them. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Message } from '../../../../electron/contract/index.ts';
import { followRunning, NO_STREAM, type Stream } from '../../../answer/index.ts';
import { showProblem } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { useConversations } from './conversations.ts';

export interface OpenConversation {
  state: 'loading' | 'ready' | 'failed';
  error: unknown;
  /** The end of the line; what is earlier is read when it is looked for. */
  messages: readonly Message[];
  loadingOlder: boolean;
  /** Reads what stands before, if there is any. */
  loadOlder(): void;
  /** The running answer; null when none runs. It belongs to the last message. */
  stream: Stream | null;
  retry(): void;
  /** `parentId`: the question is asked beside another (an edited one); undefined: at the end of the line. */
  ask(text: string, parentId?: string | null): Promise<void>;
  regenerate(messageId: string): Promise<void>;
  goOn(messageId: string): Promise<void>;
  selectBranch(messageId: string): Promise<void>;
  stop(): Promise<void>;
}

const unfinished = (message: Message | undefined): message is Message => message?.state === 'pending' || message?.state === 'streaming';

interface Line {
  state: OpenConversation['state'];
  error: unknown;
  messages: readonly Message[];
}

const LOADING: Line = { state: 'loading', error: null, messages: [] };

export function useConversation(id: string): OpenConversation {
  const [line, setLine] = useState<Line>(LOADING);
  const [stream, setStream] = useState<Stream | null>(null);
  const conversation = useConversations((state) => state.byId?.get(id));
  const shown = useRef(id);

  const show = useCallback((messages: readonly Message[]) => setLine({ state: 'ready', error: null, messages }), []);
  const load = useCallback(async () => {
    try {
      const messages = await client.chat.messages({ id });
      if (shown.current === id) show(messages);
    } catch (error) {
      if (shown.current === id) setLine({ state: 'failed', error, messages: [] });
    }
  }, [id, show]);

  useEffect(() => {
    shown.current = id;
    setLine(LOADING);
    setStream(null);
    void load();
  }, [id, load]);

  // Another window, or the palette, may have gone on with this conversation.
  const last = line.messages.at(-1);
  const head = conversation?.headId ?? null;
  const behind = line.state === 'ready' && head !== null && head !== (last?.id ?? null) && stream === null;
  useEffect(() => {
    if (behind) void load();
  }, [behind, head, load]);

  const running = unfinished(last) ? last.id : null;
  useEffect(() => {
    if (running === null) return undefined;
    return followRunning((afterSeq, signal) => client.chat.attach({ conversationId: id, afterSeq }, { signal }), setStream, (message) => {
      setLine((before) => ({ ...before, messages: before.messages.map((one) => (one.id === message.id ? message : one)) }));
      setStream(null);
    });
  }, [id, running]);

  const ask = useCallback(
    async (text: string, parentId?: string | null) => {
      const { question, reply } = await client.chat.ask({ conversationId: id, text, ...(parentId !== undefined && { parentId }) });
      if (parentId === undefined) setLine((before) => ({ ...before, state: 'ready', messages: [...before.messages, question, reply] }));
      else await load();
    },
    [id, load],
  );
  /** Another answer stands beside one: the line goes through it now. */
  const beside = useCallback(
    async (answer: Promise<unknown>) => {
      await answer;
      await load();
    },
    [load],
  );
  const regenerate = useCallback((messageId: string) => beside(client.chat.regenerate({ messageId })), [beside]);
  const goOn = useCallback((messageId: string) => beside(client.chat.goOn({ messageId })), [beside]);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const reading = useRef(false);
  const first = line.messages[0];
  const loadOlder = useCallback(() => {
    if (first === undefined || first.parentId === null || reading.current) return;
    reading.current = true;
    setLoadingOlder(true);
    client.chat
      .messages({ id, before: first.id })
      .then(
        (older) => setLine((before) => (before.messages[0]?.id === first.id ? { ...before, messages: [...older, ...before.messages] } : before)),
        showProblem,
      )
      .finally(() => {
        reading.current = false;
        setLoadingOlder(false);
      });
  }, [id, first]);
  const selectBranch = useCallback(async (messageId: string) => show(await client.chat.selectBranch({ messageId })), [show]);
  const stop = useCallback(async () => {
    await client.chat.stop({ conversationId: id });
  }, [id]);

  return useMemo(
    () => ({ ...line, stream: running === null ? null : (stream ?? NO_STREAM), retry: () => void load(), loadingOlder, loadOlder, ask, regenerate, goOn, selectBranch, stop }),
    [line, running, stream, load, loadingOlder, loadOlder, ask, regenerate, goOn, selectBranch, stop],
  );
}
