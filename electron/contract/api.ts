/**
 * The local HTTP API, version 1: fixed shapes for other programs (docs/api.md).
 * Snake case here and only here; each route is a thin view of a room.
 * Uploads and server-sent events are carried by the web host beside these routes.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Id, IsoTime, Language, LanguageChoice, Ok, Problem } from './common.ts';
import { DocumentState, OutcomeCounts, PageOutcome } from './documents.ts';
import { errorMap } from './errors.ts';
import { JobStage, JobState } from './jobs.ts';
import { PromptState, PromptVersionId, SentMessage } from './prompts.ts';
import { Replay, Run, RunKind, RunStatus } from './runs.ts';
import { GeneratorChoice } from './settings.ts';
import { HealthStatus, Service } from './system.ts';

const base = oc.errors(errorMap);

export const ApiHealth = z.object({
  status: HealthStatus,
  version: z.string(),
  models_loaded: z.array(z.string()),
  vector_db_connected: z.boolean(),
  services: z.array(Service),
  queue: z.object({ queued: z.number().int(), running: z.number().int(), waiting: z.number().int(), failed: z.number().int() }),
});

export const ApiUploaded = z.object({
  documents: z.array(z.object({ id: Id, name: z.string(), sha256: z.string(), duplicate_of: Id.nullable() })),
  job_ids: z.array(Id),
  /** Files of the same request that were not taken, each with its reason. */
  rejected: z.array(z.object({ name: z.string(), code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) })),
});

export const ApiDocument = z.object({
  id: Id,
  name: z.string(),
  sha256: z.string(),
  size: z.number().int(),
  type: z.string(),
  state: DocumentState,
  places: z.array(z.object({ name: z.string(), folder: z.string(), path: z.string().nullable() })),
  pages: z.number().int().nullable(),
  outcomes: OutcomeCounts,
  languages: z.array(Language),
  passages: z.number().int(),
  error: Problem.nullable(),
  job_id: Id.nullable(),
  added_at: IsoTime,
});

export const ApiDocumentDetail = ApiDocument.extend({
  page_outcomes: z.array(
    z.object({ page: z.number().int(), outcome: PageOutcome, confidence: z.number().nullable(), reason: Problem.nullable(), language: Language.nullable(), characters: z.number().int() }),
  ),
});

export const ApiJob = z.object({
  id: Id,
  type: z.string(),
  state: JobState,
  stage: JobStage.nullable(),
  progress: z.number().min(0).max(1),
  done: z.number().nullable(),
  total: z.number().nullable(),
  attempts: z.number().int(),
  errors: z.array(Problem.extend({ attempt: z.number().int(), at: IsoTime })),
  document_id: Id.nullable(),
  created_at: IsoTime,
  finished_at: IsoTime.nullable(),
});

export const ApiSource = z.object({
  number: z.number().int(),
  document_id: Id,
  document_name: z.string(),
  page: z.number().int(),
  char_start: z.number().int(),
  char_end: z.number().int(),
  text: z.string(),
  score: z.number(),
  channels: z.record(z.string(), z.object({ rank: z.number().int(), score: z.number() })),
});

export const ApiQuery = z.object({
  text: z.string().trim().min(1).max(20_000),
  language: LanguageChoice.default('auto'),
  max_results: z.number().int().min(1).max(50).default(8),
  mode: z.enum(['answer', 'search']).default('answer'),
  document_ids: z.array(Id).max(10_000).optional(),
  stream: z.boolean().default(false),
});

export const ApiAnswer = z.object({
  answer: z.string(),
  confidence: z.number(),
  language_detected: z.enum(['hr', 'en', 'mixed']),
  query_id: Id,
  refused: z.boolean(),
  answer_mode: z.enum(['extractive', 'generated']),
  sources: z.array(ApiSource),
  /** Whether each sentence is carried by what it cites; offsets are code points of `answer`. */
  sentences: z.array(z.object({ char_start: z.number().int(), char_end: z.number().int(), sources: z.array(z.number().int()), support: z.string() })),
  timings: z.record(z.string(), z.number()),
});

export const ApiRun = z.object({
  id: Id,
  kind: RunKind,
  status: RunStatus,
  conversation_id: Id.nullable(),
  replay_of: Id.nullable(),
  question: z.string(),
  answer_mode: Run.shape.mode,
  fallback: Run.shape.fallback,
  model: z.string().nullable(),
  prompt_version: z.string().nullable(),
  prompt_tokens: z.number().int().nullable(),
  output_tokens: z.number().int().nullable(),
  first_token_ms: z.number().nullable(),
  tokens_per_second: z.number().nullable(),
  total_ms: z.number().nullable(),
  support: Run.shape.support,
  error: Problem.nullable(),
  started_at: IsoTime,
  finished_at: IsoTime.nullable(),
});

export const ApiRunDetail = ApiRun.extend({
  answer: z.string(),
  sources: z.array(ApiSource),
  sentences: ApiAnswer.shape.sentences,
  timings: z.record(z.string(), z.number()),
  /** What the model was sent, word for word. */
  prompt: z.array(SentMessage),
  replays: z.array(ApiRun),
});

export const ApiRunFilter = z.object({
  status: RunStatus.optional(),
  kind: RunKind.optional(),
  model: z.string().optional(),
  prompt_version: z.string().optional(),
  conversation_id: Id.optional(),
  from: IsoTime.optional(),
  to: IsoTime.optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const ApiReplay = z.object({
  id: z.string(),
  generator: GeneratorChoice.optional(),
  prompt_version: PromptVersionId.optional(),
  search_again: Replay.shape.searchAgain,
});

export const ApiPrompt = z.object({ id: z.string(), language: Language, active: z.string(), versions: z.array(z.object({ id: z.string(), state: PromptState, note: z.string(), created_at: IsoTime })) });

const runId = z.object({ id: z.string() });

export const api = {
  health: base.route({ method: 'GET', path: '/health', summary: 'State of every part' }).output(ApiHealth),
  documents: {
    list: base
      .route({ method: 'GET', path: '/documents', summary: 'All documents, newest first' })
      .input(z.object({ offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) }))
      .output(z.object({ documents: z.array(ApiDocument), total: z.number().int() })),
    get: base.route({ method: 'GET', path: '/documents/{id}', summary: 'One document with its pages' }).input(z.object({ id: z.string() })).output(ApiDocumentDetail),
    remove: base
      .route({ method: 'DELETE', path: '/documents/{id}', summary: 'Removes file, text, vectors and jobs together' })
      .input(z.object({ id: z.string() }))
      .output(Ok),
  },
  jobs: {
    get: base.route({ method: 'GET', path: '/jobs/{id}', summary: 'State, stage and progress of a job' }).input(z.object({ id: z.string() })).output(ApiJob),
    cancel: base.route({ method: 'POST', path: '/jobs/{id}/cancel', summary: 'Asks a job to stop' }).input(z.object({ id: z.string() })).output(ApiJob),
  },
  runs: {
    list: base.route({ method: 'GET', path: '/runs', summary: 'The run history, newest first' }).input(ApiRunFilter).output(z.object({ runs: z.array(ApiRun), total: z.number().int() })),
    get: base.route({ method: 'GET', path: '/runs/{id}', summary: 'One run with its answer, sources and prompt' }).input(runId).output(ApiRunDetail),
    remove: base.route({ method: 'DELETE', path: '/runs/{id}', summary: 'Removes a finished run from the history' }).input(runId).output(Ok),
    replay: base.route({ method: 'POST', path: '/runs/{id}/replay', summary: 'The same question with another model or prompt', successStatus: 202 }).input(ApiReplay).output(ApiRun),
    stop: base.route({ method: 'POST', path: '/runs/{id}/stop', summary: 'Ends a replay with what it has' }).input(runId).output(ApiRun),
  },
  prompts: base.route({ method: 'GET', path: '/prompts', summary: 'The prompts with their versions' }).output(z.object({ prompts: z.array(ApiPrompt) })),
  query: base.route({ method: 'POST', path: '/query', summary: 'Ask, or search without an answer' }).input(ApiQuery).output(ApiAnswer),
};
