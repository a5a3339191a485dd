/**
 * The engine's HTTP shapes, validated at the border.
 * The same table in Python is `sova_engine/api/schemas/`; `agreement.test.ts` compares the two.
 * Offsets are Unicode code points of a page's text.
 */
import { z } from 'zod';

const int = z.int();
const Language = z.enum(['hr', 'en']);
const Channel = z.enum(['lexical', 'dense', 'sparse', 'rerank']);
const Dropped = z.enum(['duplicate', 'document-limit', 'beyond-limit', 'joined', 'below-threshold']);

export const Problem = z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).default({}) });

// -- health

export const Alive = z.object({ status: z.literal('alive'), apiVersion: int, instance: z.string() });
export type Alive = z.infer<typeof Alive>;

export const EmbedderStatus = z.object({ id: z.string(), name: z.string(), active: z.boolean(), coverage: z.number(), paused: z.boolean() });

export const Ready = z.object({
  ready: z.boolean(),
  detail: z.string(),
  vectorDbConnected: z.boolean(),
  modelsLoaded: z.array(z.string()),
  passages: int,
  embedders: z.array(EmbedderStatus),
  repairing: z.boolean(),
});
export type Ready = z.infer<typeof Ready>;

// -- ingest

export const ReadOptions = z.object({
  maxPages: int.default(10_000),
  password: z.string().nullable().default(null),
  ocr: z.boolean().default(true),
  ocrLanguages: z.array(z.string()).default(['hrv', 'eng']),
  /** Only these pages again; null for all (pages already read are kept). */
  pages: z.array(int).nullable().default(null),
});

export const IngestRequest = z.object({
  workspace: z.string(),
  documentId: z.string(),
  sha256: z.string(),
  path: z.string(),
  name: z.string(),
  options: ReadOptions.prefault({}),
});
export type IngestRequest = z.input<typeof IngestRequest>;

export const StageEvent = z.object({
  event: z.literal('stage'),
  stage: z.enum(['reading', 'recognising', 'embedding', 'indexing']),
  done: int,
  total: int.nullable(),
});

export const OutcomeCounts = z.object({ text: int.default(0), ocr: int.default(0), empty: int.default(0), failed: int.default(0) });

export const DocumentSummary = z.object({
  type: z.string(),
  view: z.enum(['pdf', 'image', 'text', 'table']),
  unit: z.enum(['page', 'sheet', 'slide', 'section', 'chapter', 'message']),
  pages: int,
  outcomes: OutcomeCounts,
  languages: z.array(Language),
  passages: int,
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const DoneEvent = z.object({ event: z.literal('done'), summary: DocumentSummary });
export const ErrorEvent = z.object({ event: z.literal('error'), problem: Problem, permanent: z.boolean() });
export const IngestEvent = z.discriminatedUnion('event', [StageEvent, DoneEvent, ErrorEvent]);

/** What is told while a document is read; its end is the call's result, its failure an `EngineProblem`. */
export type IngestProgress = z.infer<typeof StageEvent>;

// -- documents

export const InspectRequest = z.object({ path: z.string(), name: z.string() });
export const Inspected = z.object({ type: z.string(), pages: int.nullable() });
export type Inspected = z.infer<typeof Inspected>;

export const PageSummary = z.object({
  number: int,
  label: z.string().nullable(),
  outcome: z.enum(['text', 'ocr', 'empty', 'failed']),
  confidence: z.number().nullable(),
  reason: Problem.nullable(),
  language: Language.nullable(),
  characters: int,
  width: z.number().nullable(),
  height: z.number().nullable(),
});
export type PageSummary = z.infer<typeof PageSummary>;

export const Heading = z.object({ level: int, text: z.string(), charStart: int });
export const TableRowView = z.object({ cells: z.array(z.string()), charStart: int, charEnd: int });
export const TableView = z.object({ charStart: int, charEnd: int, header: z.array(z.string()), rows: z.array(TableRowView) });

export const Page = PageSummary.extend({
  text: z.string(),
  headings: z.array(Heading),
  tables: z.array(TableView),
});
export type Page = z.infer<typeof Page>;

export const PassageView = z.object({
  id: z.string(),
  page: int,
  charStart: int,
  charEnd: int,
  text: z.string(),
  headingPath: z.array(z.string()),
  language: Language.nullable(),
});
export const PassageList = z.object({ items: z.array(PassageView), total: int });
export type PassageList = z.infer<typeof PassageList>;

export const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export const Boxes = z.object({ spans: z.array(z.array(Box)), width: z.number().nullable(), height: z.number().nullable() });
export type Boxes = z.infer<typeof Boxes>;

export const SpanView = z.object({ page: int, charStart: int, charEnd: int });
export const FindResult = z.object({ hits: z.array(SpanView), total: int });
export type FindResult = z.infer<typeof FindResult>;

export const Reconcile = z.object({ workspace: z.string(), documentIds: z.array(z.string()) });
export type Reconcile = z.infer<typeof Reconcile>;
export const Reconciled = z.object({ removed: z.array(z.string()), missing: z.array(z.string()) });
export type Reconciled = z.infer<typeof Reconciled>;

// -- search

export const SearchRequest = z.object({
  workspace: z.string(),
  text: z.string(),
  /** Earlier questions, newest last; used when the question does not stand alone. */
  context: z.array(z.string()).optional(),
  language: z.enum(['auto', 'hr', 'en']).default('auto'),
  limit: int.default(8),
  passagesPerDocument: int.default(4),
  documentIds: z.array(z.string()).nullable().default(null),
  channels: z.array(Channel).nullable().default(null),
  embedder: z.string().nullable().default(null),
  /** The best passages are read again by the reranker, once it is installed and loaded. */
  rerank: z.boolean().default(false),
  /** Also choose the sentences of an extractive answer. */
  extract: z.boolean().default(false),
  trace: z.boolean().default(false),
});
export type SearchRequest = z.input<typeof SearchRequest>;

export const ChannelScore = z.object({ rank: int, score: z.number() });

export const FoundPassage = z.object({
  passageId: z.string(),
  documentId: z.string(),
  page: int,
  pageLabel: z.string().nullable(),
  charStart: int,
  charEnd: int,
  text: z.string(),
  headingPath: z.array(z.string()),
  language: Language.nullable(),
  score: z.number(),
  channels: z.partialRecord(Channel, ChannelScore),
});
export type FoundPassage = z.infer<typeof FoundPassage>;

/** A whole sentence of a found passage; `source` is the 1-based place in `passages`. */
export const ExtractedSentence = z.object({
  text: z.string(),
  source: int,
  page: int,
  charStart: int,
  charEnd: int,
  score: z.number(),
  role: z.enum(['said', 'title', 'heading']),
});
export type ExtractedSentence = z.infer<typeof ExtractedSentence>;

export const TraceTerm = z.object({ token: z.string(), forms: z.array(z.string()), weight: z.number() });
export const TraceCandidate = z.object({
  passageId: z.string(),
  documentId: z.string(),
  page: int,
  text: z.string(),
  channels: z.partialRecord(Channel, ChannelScore),
  fused: z.number(),
  dropped: Dropped.nullable(),
});
export const WholeDocument = z.object({ documentId: z.string(), read: int, passages: int });
/** A question about documents as a whole: they were read for it, not searched. */
export const WholeTrace = z.object({ asked: z.enum(['about', 'parties']), documents: z.array(WholeDocument) });

export const SearchTrace = z.object({
  searched: z.string(),
  terms: z.array(TraceTerm),
  candidates: z.array(TraceCandidate),
  embedder: z.string(),
  coverage: z.number(),
  whole: WholeTrace.nullable(),
});

export const SearchResult = z.object({
  language: z.enum(['hr', 'en', 'mixed']),
  confidence: z.number(),
  threshold: z.number(),
  answerable: z.boolean(),
  passages: z.array(FoundPassage),
  sentences: z.array(ExtractedSentence),
  /** Milliseconds by stage; `search` is all of them but `extract`. */
  timings: z.record(z.string(), z.number()),
  trace: SearchTrace.nullable(),
});
export type SearchResult = z.infer<typeof SearchResult>;

// -- citation check

export const CheckSentence = z.object({ text: z.string(), sources: z.array(z.string()) });
export const CheckRequest = z.object({ sentences: z.array(CheckSentence) });
export type CheckRequest = z.infer<typeof CheckRequest>;
export const CheckedSentence = z.object({ support: z.enum(['supported', 'weak', 'unsupported']), score: z.number(), missing: z.array(z.string()) });
export const CheckResult = z.object({ sentences: z.array(CheckedSentence) });
export type CheckResult = z.infer<typeof CheckResult>;

// -- maintenance

export const RepairReport = z.object({
  consistent: z.boolean(),
  passages: int,
  vectors: int,
  pending: int,
  missing: int,
  orphans: int,
  rebuilt: z.boolean(),
});
export type RepairReport = z.infer<typeof RepairReport>;

/** Where the vector store is since its last start, and its token. */
export const VectorsAddress = z.object({ url: z.string(), token: z.string() });

export const PauseRequest = z.object({ paused: z.boolean() });
