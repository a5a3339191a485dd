/** A question outside any conversation, as the local HTTP API asks it. */
import { uuidv7 } from 'uuidv7';
import type { Answer, LanguageChoice } from '../contract/index.ts';
import { type PipelineDeps, runPipeline } from './pipeline.ts';
import type { AnswerRequest, AnswerSink, Outcome } from './turn.ts';
import { toProblem } from './problem.ts';
import { DEFAULT_SETTINGS } from './rows.ts';
import { createEvidence, type EvidenceSink } from './runs/evidence.ts';
import type { RunRecorder } from './runs/recorder.ts';
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

export async function runQuery(deps: PipelineDeps, runs: RunRecorder, input: QueryInput): Promise<QueryAnswer> {
  const queryId = uuidv7();
  const request: AnswerRequest = {
    runId: queryId,
    conversationId: queryId,
    question: input.text,
    context: [],
    history: [],
    settings: { ...DEFAULT_SETTINGS, documentIds: input.documentIds, language: input.language },
    maxSources: input.maxResults,
    signal: input.signal,
  };
  const gathered = createEvidence();
  runs.begin({ request, kind: 'api', conversationId: null, messageId: null, replayOf: null, ...(input.mode === 'search' && { mode: 'search' }) });
  try {
    const outcome = await (input.mode === 'search' ? searchOnly(deps, request, input, gathered) : answer(deps, request, input, gathered));
    runs.finish(queryId, { ...outcome, status: 'complete', evidence: gathered.evidence });
    return { text: outcome.text, answer: outcome.answer, detected: outcome.detected, queryId };
  } catch (error) {
    const stopped = input.signal.aborted;
    runs.finish(queryId, { status: stopped ? 'stopped' : 'failed', text: '', answer: null, problem: stopped ? null : toProblem(error), evidence: gathered.evidence });
    throw error;
  }
}

function answer(deps: PipelineDeps, request: AnswerRequest, input: QueryInput, gathered: EvidenceSink): Promise<Outcome> {
  const sink: AnswerSink = {
    ...gathered,
    stage: () => undefined,
    sources: (found) => input.onSources?.(found),
    delta: (text) => input.onDelta?.(text),
    replace: () => undefined,
  };
  return runPipeline(deps, request, sink);
}

async function searchOnly(deps: PipelineDeps, request: AnswerRequest, input: QueryInput, gathered: EvidenceSink): Promise<Outcome> {
  const settings = deps.settings.get();
  const result = await deps.search.search(
    {
      text: request.question,
      context: [],
      language: request.settings.language,
      limit: request.maxSources,
      passagesPerDocument: settings.retrieval.passagesPerDocument,
      documentIds: request.settings.documentIds,
      rerank: settings.retrieval.reranker,
      extract: false,
      trace: true,
    },
    request.signal,
  );
  gathered.found(result, toTrace(request.question, result, deps.documentName));
  const sources = toSources(result.passages, deps.documentName);
  const language = result.language === 'en' ? 'en' : 'hr';
  const mode = result.answerable && sources.length > 0 ? 'extractive' : 'refused';
  const found = answerWithSources({ result, sources, language, runId: request.runId, mode });
  input.onSources?.(found);
  return { text: '', state: 'complete', answer: found, problem: null, detected: result.language };
}
