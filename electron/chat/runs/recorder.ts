/** Runs as they begin and end: stored with what they ran under, told to whoever listens, pruned by the person's setting. */
import type { RunEvent, RunKind, RunSettings, Settings } from '../../contract/index.ts';
import type { AnswerRequest } from '../turn.ts';
import type { RunEnd, RunStore } from './store.ts';

export interface Beginning {
  request: AnswerRequest;
  kind: RunKind;
  conversationId: string | null;
  messageId: string | null;
  replayOf: string | null;
  mode?: RunSettings['mode'];
  /** A replay that reads what is stored. */
  searchedAgain?: boolean;
  generation?: Settings['generation'];
}

export interface RunRecorder {
  begin(run: Beginning): void;
  finish(id: string, end: Omit<RunEnd, 'finishedAt'>): void;
}

const DAY_MS = 86_400_000;

export function createRunRecorder(o: { store: RunStore; settings: { get(): Settings }; clock: () => number; emit: (event: RunEvent) => void }): RunRecorder {
  return {
    begin({ request, kind, conversationId, messageId, replayOf, mode, searchedAgain, generation }) {
      const { temperature, maxOutputTokens, contextTokens } = generation ?? o.settings.get().generation;
      const { settings: { generator: _, ...settings }, maxSources, context, question, runId } = request;
      const run = o.store.begin({
        id: runId,
        kind,
        conversationId,
        messageId,
        replayOf,
        question,
        settings: { ...settings, mode: mode ?? settings.mode, maxSources, context, temperature, maxOutputTokens, contextTokens, searchedAgain: searchedAgain ?? true },
        startedAt: o.clock(),
      });
      o.emit({ type: 'changed', run });
    },
    finish(id, end) {
      const run = o.store.finish(id, { ...end, finishedAt: o.clock() });
      o.emit({ type: 'changed', run });
      const { runs, days } = o.settings.get().runHistory;
      const removed = o.store.prune({ runs, since: days === null ? 0 : o.clock() - days * DAY_MS });
      if (removed > 0) o.emit({ type: 'removed' });
    },
  };
}
