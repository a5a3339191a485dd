/** What an answer is made of: sources with addresses, checked sentences, the trace of the search. */
import { z } from 'zod';
import { Id, Language, Span } from './common.ts';

export const Channel = z.enum(['lexical', 'dense', 'sparse', 'rerank']);
export type Channel = z.infer<typeof Channel>;

export const ChannelScore = z.object({ rank: z.number().int(), score: z.number() });

/** A numbered source: an address in a document, never rebuilt from a model's text. */
export const Source = Span.extend({
  number: z.number().int().min(1),
  passageId: z.string(),
  documentId: Id,
  documentName: z.string(),
  pageLabel: z.string().nullable(),
  text: z.string(),
  headingPath: z.array(z.string()),
  language: Language.nullable(),
  score: z.number(),
  channels: z.partialRecord(Channel, ChannelScore),
});
export type Source = z.infer<typeof Source>;

export const Support = z.enum(['supported', 'weak', 'unsupported', 'unchecked']);
export type Support = z.infer<typeof Support>;

/** A sentence of the answer, the sources it cites and whether they carry it. Offsets are code points of the answer. */
export const AnswerSentence = z.object({
  charStart: z.number().int(),
  charEnd: z.number().int(),
  sources: z.array(z.number().int()),
  /** The exact spans it rests on (extractive answers: where the sentence itself stands). */
  spans: z.array(Span.extend({ documentId: Id })),
  support: Support,
  score: z.number().nullable(),
});
export type AnswerSentence = z.infer<typeof AnswerSentence>;

export const AnswerMode = z.enum(['extractive', 'generated', 'refused']);
export type AnswerMode = z.infer<typeof AnswerMode>;

/** Why the mode is not the one asked for. */
export const FallbackReason = z.enum([
  'no-model', 'model-failed', 'out-of-memory', 'timeout', 'wrong-language', 'empty', 'unsupported', 'stopped', 'inference-stopped',
]);
export type FallbackReason = z.infer<typeof FallbackReason>;

/** Milliseconds by stage. */
export const Timings = z.record(z.string(), z.number());
export type Timings = z.infer<typeof Timings>;

export const GenerationStats = z.object({
  model: z.string(),
  promptTokens: z.number().int(),
  reusedTokens: z.number().int(),
  outputTokens: z.number().int(),
  firstTokenMs: z.number().nullable(),
  tokensPerSecond: z.number().nullable(),
  leftMachine: z.boolean(),
  promptVersion: z.string(),
});
export type GenerationStats = z.infer<typeof GenerationStats>;

export const Answer = z.object({
  mode: AnswerMode,
  fallback: FallbackReason.nullable(),
  language: Language,
  confidence: z.number().min(0).max(1),
  sources: z.array(Source),
  /** Numbers of the sources the text cites; the others were also read. */
  used: z.array(z.number().int()),
  sentences: z.array(AnswerSentence),
  timings: Timings,
  generation: GenerationStats.nullable(),
  /** The run that made it: its trace is read with `chat.trace`. */
  runId: Id.nullable(),
});
export type Answer = z.infer<typeof Answer>;

export const TraceCandidate = z.object({
  passageId: z.string(),
  documentId: Id,
  documentName: z.string(),
  page: z.number().int(),
  text: z.string(),
  channels: z.partialRecord(Channel, ChannelScore),
  fused: z.number(),
  /** null when it became a source. */
  dropped: z.enum(['duplicate', 'document-limit', 'beyond-limit', 'joined', 'below-threshold']).nullable(),
});

/** A question about documents as a whole: they were read for it, not searched. */
export const WholeTrace = z.object({
  asked: z.enum(['about', 'parties']),
  /** Of a long document not all its passages are read. */
  documents: z.array(z.object({ documentId: Id, documentName: z.string(), read: z.number().int(), passages: z.number().int() })),
  /** Those chosen, in the order of the answer; `source` is the number of its source. */
  sentences: z.array(z.object({ text: z.string(), source: z.number().int(), role: z.enum(['said', 'title', 'heading']) })),
});
export type WholeTrace = z.infer<typeof WholeTrace>;

/** 'Why this answer': how the search went. */
export const Trace = z.object({
  question: z.string(),
  searched: z.string(),
  language: z.enum(['hr', 'en', 'mixed']),
  terms: z.array(z.object({ token: z.string(), forms: z.array(z.string()), weight: z.number() })),
  candidates: z.array(TraceCandidate),
  embedder: z.string(),
  coverage: z.number(),
  confidence: z.number(),
  threshold: z.number(),
  timings: Timings,
  /** Runs of older versions did not tell. */
  whole: WholeTrace.nullable().default(null),
});
export type Trace = z.infer<typeof Trace>;
