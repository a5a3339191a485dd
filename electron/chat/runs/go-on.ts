/** What a written answer that was cut off needs to go on: the passages it was written from, how they were searched for, and its text. */
import { CodedError, type Message } from '../../contract/index.ts';
import type { PipelineDeps } from '../pipeline.ts';
import type { AnswerRequest } from '../turn.ts';
import { storedOf, storedSearch } from './stored-search.ts';
import type { RunStore } from './store.ts';

export interface GoingOn extends Pick<AnswerRequest, 'begun' | 'only' | 'rewrite'> {
  search: Pick<PipelineDeps, 'search' | 'documentName'>;
  questionId: string;
}

/** @throws CodedError invalid-input for any other message */
export function goingOn(message: Message, runs: Pick<RunStore, 'get'>, nameNow: PipelineDeps['documentName']): GoingOn {
  const { answer, parentId, state, text } = message;
  const wasCut = (state === 'stopped' || state === 'interrupted') && text.trim() !== '' && answer?.mode === 'generated';
  const run = wasCut && answer.runId !== null ? runs.get(answer.runId) : null;
  const stored = run && storedOf(run);
  if (!stored || parentId === null) throw new CodedError('invalid-input', 'Only a written answer that was cut off goes on', { id: message.id });
  const given = stored.attempt?.given ?? [];
  return { questionId: parentId, search: storedSearch(stored, run.trace, nameNow), begun: text, rewrite: run.rewrite, ...(given.length > 0 && { only: new Set(given) }) };
}
