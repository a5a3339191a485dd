/** The run history as the contract has it, and replays: runs of their own that point to what they repeat. */
import { uuidv7 } from 'uuidv7';
import { CodedError, type GeneratorChoice, type Message, type Replay, type ReplayObstacle, type Run, type RunDetail, type RunEvent, RunFilter, type StreamFrame } from '../../contract/index.ts';
import type { Generator } from '../../generation/index.ts';
import type { Log } from '../../log/index.ts';
import type { AnswerPrompt, Prompts } from '../../prompts/index.ts';
import type { PipelineDeps } from '../pipeline.ts';
import { createRunningAnswers } from '../running.ts';
import type { RunRecorder } from './recorder.ts';
import { type RunDetailRow, toRun } from './rows.ts';
import { rememberedTurns, type Stored, storedOf, storedSearch } from './stored-search.ts';
import type { RunStore } from './store.ts';

/** Inputs and outputs are the contract's (electron/contract/runs.ts); errors are `CodedError`. */
export interface RunHistory {
  list(i: { filter: RunFilter; offset: number; limit: number }): { items: Run[]; total: number };
  facets(): { models: string[]; promptVersions: string[] };
  get(i: { id: string }): RunDetail;
  remove(i: { ids: string[] }): void;
  clear(i: { filter: RunFilter }): { removed: number };
  replay(i: Replay): Run;
  attach(i: { id: string; afterSeq: number }, signal?: AbortSignal): AsyncGenerator<StreamFrame, void, void>;
  stop(i: { id: string }): Promise<void>;
  onEvent(listener: (event: RunEvent) => void): () => void;
  /** Ends the replays of a conversation that is about to go. */
  stopIn(conversationId: string): Promise<void>;
}

export interface HistoryOptions {
  store: RunStore;
  recorder: RunRecorder;
  deps: PipelineDeps;
  prompts: Pick<Prompts, 'answerVersion' | 'activeAnswer'>;
  generatorFor(choice: GeneratorChoice): Generator | null;
  emit(event: RunEvent): void;
  onEvent(listener: (event: RunEvent) => void): () => void;
  log: Log;
}

const EVERYTHING = RunFilter.parse({});

export function createRunHistory(o: HistoryOptions): RunHistory & { close(): Promise<void> } {
  const { store } = o;
  const running = createRunningAnswers({ messages: { save: () => undefined, finish: (id, change) => ({ ...replyOf(store.get(id)), ...change }) }, runs: o.recorder, log: o.log, onEnd: () => undefined });

  /** @throws CodedError model-missing when nothing writes now */
  function writer(choice: GeneratorChoice | null): Generator | null {
    if (choice?.kind === 'none') return null;
    const generator = choice === null ? o.deps.generator() : o.generatorFor(choice);
    if (!generator) throw new CodedError('model-missing', 'No model is chosen', {});
    return generator;
  }

  /** The version that was asked for, else the one the run was made with, else the active one. @throws CodedError */
  function prompt(wanted: string | null, original: RunDetailRow, language: Stored['answer']['language']): AnswerPrompt {
    if (wanted !== null && wanted.split('/')[1] !== language) throw new CodedError('invalid-input', 'The prompt is for another language', { promptVersion: wanted, language });
    if (wanted !== null) return o.prompts.answerVersion(wanted);
    try {
      if (original.prompt_version !== null) return o.prompts.answerVersion(original.prompt_version);
    } catch (error) {
      // A draft that was removed since, or no longer works.
      o.log.info('a replay takes the active prompt', { run: original.id, error });
    }
    return o.prompts.activeAnswer(language);
  }

  function replay({ id, generator: choice, promptVersion, searchAgain }: Replay): Run {
    const original = store.get(id);
    const obstacle = obstacleOf(original);
    if (obstacle !== null && (obstacle === 'running' || !searchAgain)) {
      throw new CodedError(obstacle === 'running' ? 'run-unfinished' : 'run-not-replayable', 'The run cannot be replayed like this', { id, obstacle });
    }
    const stored = searchAgain ? null : storedOf(original);
    const language = original.language ?? 'hr';
    const generator = writer(choice);
    const settings = original.settings;
    const chosen = generator && prompt(promptVersion, original, language);
    const now = o.deps.settings.get();
    const generation = {
      ...now.generation,
      ...(settings.temperature !== null && { temperature: settings.temperature }),
      ...(settings.maxOutputTokens !== null && { maxOutputTokens: settings.maxOutputTokens }),
    };
    const deps: PipelineDeps = {
      ...o.deps,
      ...(stored && storedSearch(stored, original.trace, o.deps.documentName)),
      generator: () => generator,
      prompts: { ...o.deps.prompts, activeAnswer: (answered) => (chosen && answered === language ? chosen : o.prompts.activeAnswer(answered)) },
      memory: rememberedTurns(original.attempt),
      settings: { get: () => ({ ...now, generation }) },
    };
    const given = stored?.attempt?.given ?? [];
    const runId = uuidv7();
    running.start(replyOf({ id: runId, started_at: Date.now() }), {
      deps,
      runId,
      request: {
        question: original.question,
        context: settings.context,
        rewrite: original.rewrite,
        history: [],
        settings: { documentIds: settings.documentIds, language: original.language ?? settings.language, mode: generator ? 'auto' : 'extractive', generalKnowledge: settings.generalKnowledge, strictness: settings.strictness, generator: null },
        maxSources: settings.maxSources,
        ...(given.length > 0 && { only: new Set(given) }),
      },
      run: { kind: 'replay', replayOf: id, conversationId: original.conversation_id, messageId: null, searchedAgain: searchAgain, generation },
    });
    return toRun(store.get(runId));
  }

  return {
    list: ({ filter, offset, limit }) => store.list(filter, { offset, limit }),
    facets: () => store.facets(),
    get({ id }) {
      const row = store.get(id);
      return {
        ...toRun(row),
        text: row.text ?? '',
        answer: row.answer,
        trace: row.trace,
        settings: row.settings,
        rewrite: row.rewrite,
        sent: row.attempt && row.attempt.messages.length > 0 ? { messages: row.attempt.messages, given: row.attempt.given } : null,
        replays: store.replaysOf(id),
        obstacle: obstacleOf(row),
      };
    },
    remove({ ids }) {
      if (store.remove(ids) > 0) o.emit({ type: 'removed' });
      const left = ids.filter((id) => running.has(id));
      if (left.length > 0) throw new CodedError('run-unfinished', 'A run that is going is not removed', { ids: left });
    },
    clear({ filter }) {
      const removed = store.clear(filter);
      if (removed > 0) o.emit({ type: 'removed' });
      return { removed };
    },
    replay,
    async *attach({ id, afterSeq }, signal) {
      const row = store.get(id);
      const stream = running.stream(id);
      if (stream) yield* stream.attach(afterSeq, signal);
      else yield { type: 'end', seq: afterSeq + 1, message: { ...replyOf(row), text: row.text ?? '', state: row.status === 'running' ? 'interrupted' : row.status, answer: row.answer, problem: row.problem } };
    },
    async stop({ id }) {
      store.get(id);
      await running.stop(id);
    },
    onEvent: o.onEvent,
    async stopIn(conversationId) {
      const going = store.list({ ...EVERYTHING, statuses: ['running'], conversationId }, { offset: 0, limit: 500 }).items;
      await Promise.all(going.map(({ id }) => running.stop(id)));
    },
    close: () => running.close(),
  };
}

function obstacleOf(row: RunDetailRow): ReplayObstacle | null {
  if (row.status === 'running') return 'running';
  const stored = storedOf(row);
  if (stored === null) return 'no-sources';
  return stored.found.answerable || row.settings.generalKnowledge ? null : 'nothing-found';
}

/** A replay's stream carries a message that stands in no conversation. */
function replyOf({ id, started_at }: Pick<RunDetailRow, 'id' | 'started_at'>): Message {
  return { id, conversationId: id, parentId: null, role: 'assistant', text: '', state: 'pending', answer: null, problem: null, siblings: [id], createdAt: new Date(started_at).toISOString() };
}
