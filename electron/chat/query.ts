/** A question outside any conversation, as the local HTTP API asks it. */
import { uuidv7 } from 'uuidv7';
import type { Answer, LanguageChoice } from '../contract/index.ts';
import { type PipelineDeps, runPipeline } from './pipeline.ts';
import type { AnswerSink, Outcome } from './turn.ts';
import { toProblem } from './problem.ts';
import type { Runs } from './runs.ts';
import { answerWithSources, toSources, toTrace } from './sources.ts';

export interface QueryInput {
  text: string;
  language: LanguageChoice;
  maxResults: number;
  /** `search`: sources only. */
  mode: 'answer' | 'search';
  documentIds: string[] | null;
  signal: AbortSignal;
  onSources?(answer: Answer): void;
  /** Text in order; the resolved answer is the truth where a fall-back replaced it. */
  onDelta?(text: string): void;
}

export interface QueryAnswer extends Pick<Outcome, 'text' | 'answer' | 'detected'> {
  queryId: string;
}

export async function runQuery(deps: PipelineDeps, runs: Runs, clock: () => number, input: QueryInput): Promise<QueryAnswer> {
  const queryId = uuidv7();
  const startedAt = clock();
  const record = (outcome: Pick<Outcome, 'answer' | 'trace' | 'problem'> | null, error?: unknown): void =>
    runs.record({
      id: queryId,
      messageId: null,
      question: input.text,
      status: outcome ? 'complete' : input.signal.aborted ? 'stopped' : 'failed',
      answer: outcome?.answer ?? null,
      settings: { language: input.language, maxSources: input.maxResults, mode: input.mode, documentIds: input.documentIds },
      trace: outcome?.trace ?? null,
      problem: outcome ? outcome.problem : toProblem(error),
      startedAt,
      finishedAt: clock(),
    });
  try {
    const outcome = input.mode === 'search' ? await searchOnly(deps, queryId, input) : await answer(deps, queryId, input);
    record(outcome);
    return { text: outcome.text, answer: outcome.answer, detected: outcome.detected, queryId };
  } catch (error) {
    record(null, error);
    throw error;
  }
}

function answer(deps: PipelineDeps, runId: string, input: QueryInput): Promise<Outcome> {
  const sink: AnswerSink = {
    stage: () => undefined,
    sources: (found) => input.onSources?.(found),
    delta: (text) => input.onDelta?.(text),
    replace: () => undefined,
  };
  return runPipeline(
    deps,
    {
      runId,
      conversationId: runId,
      question: input.text,
      context: [],
      history: [],
      settings: { documentIds: input.documentIds, language: input.language, mode: 'auto', generalKnowledge: false },
      maxSources: input.maxResults,
      signal: input.signal,
    },
    sink,
  );
}

async function searchOnly(deps: PipelineDeps, runId: string, input: QueryInput): Promise<Outcome> {
  const settings = deps.settings.get();
  const result = await deps.search.search(
    {
      text: input.text,
      context: [],
      language: input.language,
      limit: input.maxResults,
      passagesPerDocument: settings.retrieval.passagesPerDocument,
      documentIds: input.documentIds,
      extract: false,
      trace: true,
    },
    input.signal,
  );
  const sources = toSources(result.passages, deps.documentName);
  const language = result.language === 'en' ? 'en' : 'hr';
  const mode = result.answerable && sources.length > 0 ? 'extractive' : 'refused';
  const found = answerWithSources({ result, sources, language, runId, mode });
  input.onSources?.(found);
  return { text: '', state: 'complete', answer: found, problem: null, trace: toTrace(input.text, result, deps.documentName), detected: result.language };
}
