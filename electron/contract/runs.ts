/** The run history: every execution of the answer pipeline, and its replay with another model or prompt. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Answer, AnswerMode, FallbackReason, Trace } from './answers.ts';
import { ConversationSettings, StreamFrame } from './chat.ts';
import { Id, IsoTime, Language, Ok, Problem } from './common.ts';
import { errorMap } from './errors.ts';
import { PromptVersionId, SentMessage } from './prompts.ts';
import { GeneratorChoice } from './settings.ts';

const base = oc.errors(errorMap);

/** `api`: asked by another program. */
export const RunKind = z.enum(['conversation', 'api', 'replay']);
export type RunKind = z.infer<typeof RunKind>;

export const RunStatus = z.enum(['running', 'complete', 'stopped', 'interrupted', 'failed']);
export type RunStatus = z.infer<typeof RunStatus>;

/** Sentences by what the check of citations found. */
export const SupportCounts = z.object({ supported: z.number().int(), weak: z.number().int(), unsupported: z.number().int(), unchecked: z.number().int() });
export type SupportCounts = z.infer<typeof SupportCounts>;

export const Run = z.object({
  id: Id,
  kind: RunKind,
  conversationId: Id.nullable(),
  messageId: Id.nullable(),
  /** The run it replays. */
  replayOf: Id.nullable(),
  question: z.string(),
  status: RunStatus,
  /** How it was answered in the end; null when there is no answer. */
  mode: AnswerMode.nullable(),
  fallback: FallbackReason.nullable(),
  language: Language.nullable(),
  /** The model that was asked, whatever came of it. */
  model: z.string().nullable(),
  promptVersion: z.string().nullable(),
  leftMachine: z.boolean(),
  promptTokens: z.number().int().nullable(),
  reusedTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  totalMs: z.number().nullable(),
  sources: z.number().int(),
  support: SupportCounts.nullable(),
  problem: Problem.nullable(),
  startedAt: IsoTime,
  finishedAt: IsoTime.nullable(),
});
export type Run = z.infer<typeof Run>;

/** What a run ran under. */
export const RunSettings = z.object({
  documentIds: ConversationSettings.shape.documentIds.default(null),
  language: ConversationSettings.shape.language.default('auto'),
  /** `search`: sources only. */
  mode: z.enum(['auto', 'extractive', 'search']).catch('auto'),
  generalKnowledge: z.boolean().default(false),
  strictness: ConversationSettings.shape.strictness.default('normal'),
  maxSources: z.number().int().default(8),
  /** Earlier questions it was searched with. */
  context: z.array(z.string()).default([]),
  temperature: z.number().nullable().default(null),
  maxOutputTokens: z.number().int().nullable().default(null),
  contextTokens: z.number().int().nullable().default(null),
  /** A replay: false where it read the passages stored with the original. */
  searchedAgain: z.boolean().default(true),
});
export type RunSettings = z.infer<typeof RunSettings>;

/** Why a run cannot be replayed without searching again. */
export const ReplayObstacle = z.enum(['running', 'no-sources', 'nothing-found']);
export type ReplayObstacle = z.infer<typeof ReplayObstacle>;

/** A follow-up as a model wrote it out to stand alone. */
export const Rewrite = z.object({
  /** null: it was of no use, and the earlier questions were searched with. */
  text: z.string().nullable(),
  promptVersion: PromptVersionId,
  milliseconds: z.number().int(),
});
export type Rewrite = z.infer<typeof Rewrite>;

export const RunDetail = Run.extend({
  text: z.string(),
  answer: Answer.nullable(),
  trace: Trace.nullable(),
  settings: RunSettings,
  /** null: no model was asked how the question stands alone. */
  rewrite: Rewrite.nullable(),
  /** What the model was sent, word for word, and the numbers of the sources in it. */
  sent: z.object({ messages: z.array(SentMessage), given: z.array(z.number().int()) }).nullable(),
  /** Newest first. */
  replays: z.array(Run),
  obstacle: ReplayObstacle.nullable(),
});
export type RunDetail = z.infer<typeof RunDetail>;

export const RunFilter = z.object({
  text: z.string().max(200).default(''),
  statuses: z.array(RunStatus).default([]),
  kinds: z.array(RunKind).default([]),
  model: z.string().nullable().default(null),
  promptVersion: z.string().nullable().default(null),
  conversationId: Id.nullable().default(null),
  /** Started at or after. */
  from: IsoTime.nullable().default(null),
  /** Started before. */
  to: IsoTime.nullable().default(null),
});
export type RunFilter = z.infer<typeof RunFilter>;

export const Replay = z.object({
  id: Id,
  /** null: the one that writes now; `none`: the excerpt. */
  generator: GeneratorChoice.nullable().default(null),
  /** null: the one it was made with. */
  promptVersion: PromptVersionId.nullable().default(null),
  /** Off: the very passages stored with the run. */
  searchAgain: z.boolean().default(false),
});
export type Replay = z.infer<typeof Replay>;

export const RunEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), run: Run }),
  /** Too many to name. */
  z.object({ type: z.literal('removed') }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

export const runs = {
  /** Newest first. */
  list: base
    .input(z.object({ filter: RunFilter.prefault({}), offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ items: z.array(Run), total: z.number().int() })),
  /** What there is to filter by. */
  facets: base.output(z.object({ models: z.array(z.string()), promptVersions: z.array(z.string()) })),
  get: base.input(z.object({ id: Id })).output(RunDetail),
  /** Removes finished runs; the answers in conversations stay. */
  remove: base.input(z.object({ ids: z.array(Id).min(1).max(10_000) })).output(Ok),
  /** Removes every finished run that the filter finds. */
  clear: base.input(z.object({ filter: RunFilter.prefault({}) })).output(z.object({ removed: z.number().int() })),
  /** Begins at once; the answer is joined with `attach`. */
  replay: base.input(Replay).output(Run),
  /** The frames of a running or just ended replay; the message in them has the run's id. */
  attach: base.input(z.object({ id: Id, afterSeq: z.number().int().min(0).default(0) })).output(eventIterator(StreamFrame)),
  stop: base.input(z.object({ id: Id })).output(Ok),
  events: base.output(eventIterator(RunEvent)),
};
