/** The chat room assembled: contract methods over the tables, and the answers being made. */
import type { z } from 'zod';
import { type ChatEvent, CodedError, type Conversation, type ConversationHit, type GeneratorChoice, type Message, type RunEvent, type StreamFrame, type Trace } from '../contract/index.ts';
import type { Generator } from '../generation/index.ts';
import type { Log } from '../log/index.ts';
import type { Prompts } from '../prompts/index.ts';
import type { Storage } from '../storage/index.ts';
import { createConversationSearch } from './conversation-search.ts';
import { createConversations, type SettingsChange } from './conversations.ts';
import { type ExportedFile, type ExportFormat, exportConversation } from './export/index.ts';
import { contextFor } from './follow-up.ts';
import { createMessages } from './messages.ts';
import type { AnswerRequest, Turn } from './turn.ts';
import type { CheckPort, SearchPort, SettingsPort } from './ports.ts';
import type { PipelineDeps } from './pipeline.ts';
import { createPromptMemory } from './prompt-memory.ts';
import { type QueryAnswer, type QueryInput, runQuery } from './query.ts';
import { createRunningAnswers } from './running.ts';
import { goingOn } from './runs/go-on.ts';
import { createRunHistory, type RunHistory } from './runs/history.ts';
import { createRunRecorder } from './runs/recorder.ts';
import { createRunStore } from './runs/store.ts';
import { suggestNext } from './suggestions.ts';
import { titleFrom } from './titles.ts';

export interface ChatOptions {
  storage: Storage;
  search: SearchPort;
  check: CheckPort;
  /** The one that writes now; null: excerpts. */
  generator(): Generator | null;
  /** Another one, for a replay. */
  generatorFor(choice: GeneratorChoice): Generator | null;
  prompts: Pick<Prompts, 'activeAnswer' | 'activeFollowUp' | 'answerVersion'>;
  settings: SettingsPort;
  documentName: (id: string) => string;
  log: Log;
  clock?: () => number;
}

/** Inputs and outputs are the contract's (electron/contract/chat.ts); errors are `CodedError`. */
export interface Chat {
  list(i: { offset: number; limit: number }): { items: Conversation[]; total: number };
  search(i: { text: string; limit: number }): z.infer<typeof ConversationHit>[];
  create(i: { settings?: SettingsChange | undefined }): Conversation;
  get(i: { id: string }): Conversation;
  rename(i: { id: string; title: string }): Conversation;
  configure(i: { id: string; settings: SettingsChange }): Conversation;
  remove(i: { id: string }): Promise<void>;
  /** The shown line, oldest first: all of it, or a part of its end. */
  messages(i: { id: string; before?: string | undefined; limit?: number | undefined }): Message[];
  ask(i: { conversationId: string; text: string; parentId?: string | null | undefined }): { question: Message; reply: Message };
  regenerate(i: { messageId: string }): Message;
  goOn(i: { messageId: string }): Message;
  selectBranch(i: { messageId: string }): Message[];
  stop(i: { conversationId: string }): Promise<void>;
  attach(i: { conversationId: string; afterSeq: number }, signal?: AbortSignal): AsyncGenerator<StreamFrame, void, void>;
  trace(i: { messageId: string }): Trace;
  exportConversation(i: { id: string; format: ExportFormat }): Promise<ExportedFile>;
  /** Next questions from what the last answer read; none before a first answer. */
  suggestions(i: { conversationId: string | null }): string[];
  onEvent(listener: (event: ChatEvent) => void): () => void;
  readonly runs: RunHistory;
  /** A question outside any conversation (the HTTP API's). */
  query(i: QueryInput): Promise<QueryAnswer>;
  /** Ends running answers as interrupted, with what they have. */
  close(): Promise<void>;
}

/** The end of a line that was chosen; the rest is asked for. */
const SHOWN_AT_ONCE = 60;

export function createChat(o: ChatOptions): Chat {
  const clock = o.clock ?? Date.now;
  const textSearch = createConversationSearch(o.storage);
  const conversations = createConversations({ storage: o.storage, search: textSearch, clock, answering: (id) => running.has(id) });
  const messages = createMessages({ storage: o.storage, search: textSearch, clock });
  const runs = createRunStore(o.storage);
  const listeners = new Set<(event: ChatEvent) => void>();
  const deps: PipelineDeps = { ...o, memory: createPromptMemory() };
  const runListeners = new Set<(event: RunEvent) => void>();
  const emitRun = (event: RunEvent): void => {
    for (const listener of runListeners) listener(event);
  };
  const recorder = createRunRecorder({ store: runs, settings: o.settings, clock, emit: emitRun });
  const running = createRunningAnswers({ messages, runs: recorder, log: o.log, onEnd: changed });
  const onRun = (listener: (event: RunEvent) => void): (() => void) => {
    runListeners.add(listener);
    return () => runListeners.delete(listener);
  };
  const history = createRunHistory({ store: runs, recorder, deps, prompts: o.prompts, generatorFor: o.generatorFor, emit: emitRun, onEvent: onRun, log: o.log });

  const interrupted = messages.interruptUnfinished();
  runs.interruptUnfinished(clock());
  if (interrupted > 0) o.log.warn('answers were cut off when the application last ended', { interrupted });

  function emit(event: ChatEvent): void {
    for (const listener of listeners) listener(event);
  }

  function changed(id: string): void {
    emit({ type: 'changed', conversation: conversations.get(id) });
  }

  /** Stores the reply to a question as pending and sets it going. */
  function answer(question: Message, more: { deps?: PipelineDeps } & Pick<AnswerRequest, 'begun' | 'only' | 'rewrite'> = {}): Message {
    const conversation = conversations.get(question.conversationId);
    const reply = o.storage.transaction(() => {
      const added = messages.add({ conversationId: conversation.id, parentId: question.id, role: 'assistant', text: '', state: 'pending' });
      conversations.setHead(conversation.id, added.id);
      return added;
    });
    const before = question.parentId === null ? [] : messages.words(question.parentId);
    const { deps: own = deps, ...beginning } = more;
    running.start(reply, {
      deps: own,
      request: {
        ...beginning,
        question: question.text,
        context: contextFor(question.text, before.filter((message) => message.role === 'user').map((message) => message.text)),
        history: turns(before),
        settings: conversation.settings,
        maxSources: o.settings.get().retrieval.maxSources,
      },
      run: { kind: 'conversation', conversationId: conversation.id, messageId: reply.id, replayOf: null },
    });
    changed(conversation.id);
    return reply;
  }

  function shownLine(id: string, limit?: number): Message[] {
    const { headId } = conversations.get(id);
    return headId === null ? [] : messages.line(headId, limit);
  }

  /** What stands in front of a message. */
  function lineBefore(conversationId: string, messageId: string, limit?: number): Message[] {
    const { parentId, conversationId: its } = messages.get(messageId);
    if (its !== conversationId) throw new CodedError('unknown-message', 'The message is of another conversation', { id: messageId });
    return parentId === null ? [] : messages.line(parentId, limit);
  }

  return {
    list: (range) => conversations.list(range),
    get: ({ id }) => conversations.get(id),
    search: ({ text, limit }) =>
      textSearch.find(text, limit).map((hit) => ({ conversation: conversations.get(hit.conversationId), messageId: hit.messageId, snippet: hit.snippet })),
    create({ settings }) {
      const conversation = conversations.create(settings);
      changed(conversation.id);
      return conversation;
    },
    rename({ id, title }) {
      conversations.rename(id, title);
      changed(id);
      return conversations.get(id);
    },
    configure({ id, settings }) {
      conversations.configure(id, settings);
      changed(id);
      return conversations.get(id);
    },
    async remove({ id }) {
      conversations.get(id);
      await running.stop(id);
      await history.stopIn(id);
      conversations.remove(id);
      running.forget(id);
      emit({ type: 'removed', conversationId: id });
    },
    messages: ({ id, before, limit }) => (before === undefined ? shownLine(id, limit) : lineBefore(id, before, limit)),
    ask({ conversationId, text, parentId }) {
      running.requireIdle(conversationId);
      const conversation = conversations.get(conversationId);
      const parent = parentId === undefined ? conversation.headId : parentId;
      if (parent !== null) requireAnswer(messages.get(parent), conversationId);
      const question = o.storage.transaction(() => {
        if (conversation.title === '') conversations.rename(conversationId, titleFrom(text));
        return messages.add({ conversationId, parentId: parent, role: 'user', text, state: 'complete' });
      });
      return { question, reply: answer(question) };
    },
    regenerate({ messageId }) {
      const message = messages.get(messageId);
      running.requireIdle(message.conversationId);
      if (message.role !== 'assistant' || message.parentId === null) throw new CodedError('invalid-input', 'Only an answer is made again', { id: messageId });
      return answer(messages.get(message.parentId));
    },
    goOn({ messageId }) {
      const message = messages.get(messageId);
      running.requireIdle(message.conversationId);
      const { questionId, search, ...rest } = goingOn(message, runs, deps.documentName);
      return answer(messages.get(questionId), { deps: { ...deps, ...search }, ...rest });
    },
    selectBranch({ messageId }) {
      const { conversationId } = messages.get(messageId);
      running.requireIdle(conversationId);
      const leaf = messages.newestLeaf(messageId);
      conversations.setHead(conversationId, leaf);
      changed(conversationId);
      return messages.line(leaf, SHOWN_AT_ONCE);
    },
    async stop({ conversationId }) {
      conversations.get(conversationId);
      await running.stop(conversationId);
    },
    async *attach({ conversationId, afterSeq }, signal) {
      const { headId } = conversations.get(conversationId);
      const stream = running.stream(conversationId);
      if (stream) yield* stream.attach(afterSeq, signal);
      else if (headId !== null) yield { type: 'end', seq: afterSeq + 1, message: messages.get(headId) };
    },
    trace: ({ messageId }) => runs.trace(messages.get(messageId).id),
    exportConversation: ({ id, format }) => exportConversation(conversations.get(id), shownLine(id), format),
    suggestions({ conversationId }) {
      const last = conversationId === null ? undefined : shownLine(conversationId, 1)[0];
      const asked = (id: string) => messages.words(id).filter(({ role }) => role === 'user').map(({ text }) => text);
      return last?.answer ? suggestNext(last.answer, last.text, asked(last.id)) : [];
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    runs: history,
    query: (input) => runQuery(deps, recorder, input),
    async close() {
      await Promise.all([running.close(), history.close()]);
    },
  };
}

function requireAnswer(parent: Message, conversationId: string): void {
  if (parent.conversationId !== conversationId) throw new CodedError('unknown-message', 'The message is of another conversation', { id: parent.id });
  if (parent.role !== 'assistant') throw new CodedError('invalid-input', 'A question follows an answer', { id: parent.id });
}

function turns(line: readonly Pick<Message, 'role' | 'text'>[]): Turn[] {
  return line.flatMap((message, index) => {
    const next = line[index + 1];
    return message.role === 'user' && next?.role === 'assistant' && next.text !== '' ? [{ question: message.text, answer: next.text }] : [];
  });
}
