/** Documents: intake, the library, pages and passages, watched folders. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Box, Id, IsoTime, Language, Ok, Problem, Sha256, Span } from './common.ts';
import { errorMap } from './errors.ts';

const base = oc.errors(errorMap);

/** `partial`: readable, but at least one page failed. `cancelled`: stopped by the person before it was searchable. */
export const DocumentState = z.enum(['waiting', 'processing', 'ready', 'partial', 'failed', 'cancelled']);
export type DocumentState = z.infer<typeof DocumentState>;

export const PageOutcome = z.enum(['text', 'ocr', 'empty', 'failed']);
export type PageOutcome = z.infer<typeof PageOutcome>;

export const OutcomeCounts = z.object({
  text: z.number().int(),
  ocr: z.number().int(),
  empty: z.number().int(),
  failed: z.number().int(),
});
export type OutcomeCounts = z.infer<typeof OutcomeCounts>;

/** A place where the same bytes were found; `path` is null for uploads, `folder` is the dropped tree's relative folder. */
export const Place = z.object({
  id: Id,
  name: z.string(),
  folder: z.string(),
  path: z.string().nullable(),
  watchedFolderId: Id.nullable(),
  addedAt: IsoTime,
});
export type Place = z.infer<typeof Place>;

/** How the viewer shows it. */
export const ViewKind = z.enum(['pdf', 'image', 'text', 'table']);
export type ViewKind = z.infer<typeof ViewKind>;

/** What one numbered unit of a document is called. */
export const PageUnit = z.enum(['page', 'sheet', 'slide', 'section', 'chapter', 'message']);
export type PageUnit = z.infer<typeof PageUnit>;

export const Document = z.object({
  id: Id,
  name: z.string(),
  sha256: Sha256,
  size: z.number().int(),
  /** Type found by content: pdf, docx, html, md, txt, ... */
  type: z.string(),
  view: ViewKind,
  unit: PageUnit,
  state: DocumentState,
  places: z.array(Place),
  pages: z.number().int().nullable(),
  outcomes: OutcomeCounts,
  languages: z.array(Language),
  passages: z.number().int(),
  error: Problem.nullable(),
  /** The job that works on it now, if any. */
  jobId: Id.nullable(),
  addedAt: IsoTime,
  readyAt: IsoTime.nullable(),
});
export type Document = z.infer<typeof Document>;

export const PageSummary = z.object({
  number: z.number().int().min(1),
  /** The page's printed label, sheet or chapter name, where it has one. */
  label: z.string().nullable(),
  outcome: PageOutcome,
  /** Mean word confidence of text recognition, 0..1. */
  confidence: z.number().nullable(),
  reason: Problem.nullable(),
  language: Language.nullable(),
  characters: z.number().int(),
  /** Its size as it is read (its own turn applied), in the units of the boxes; null where the page has none. */
  width: z.number().nullable(),
  height: z.number().nullable(),
});
export type PageSummary = z.infer<typeof PageSummary>;

export const Heading = z.object({ level: z.number().int(), text: z.string(), charStart: z.number().int() });
/** A table in a page's text: rows of cells, each an address into the text. */
export const TableView = z.object({
  charStart: z.number().int(),
  charEnd: z.number().int(),
  header: z.array(z.string()),
  rows: z.array(z.object({ cells: z.array(z.string()), charStart: z.number().int(), charEnd: z.number().int() })),
});

export const Page = PageSummary.extend({
  text: z.string(),
  headings: z.array(Heading),
  tables: z.array(TableView),
});
export type Page = z.infer<typeof Page>;

export const Passage = Span.extend({ id: z.string(), text: z.string(), headingPath: z.array(z.string()), language: Language.nullable() });
export type Passage = z.infer<typeof Passage>;

export const RejectedFile = z.object({ name: z.string(), folder: z.string(), problem: Problem });
export type RejectedFile = z.infer<typeof RejectedFile>;

/** One drop: its files keep one line in the tray. */
export const Batch = z.object({
  id: Id,
  total: z.number().int(),
  finished: z.number().int(),
  failed: z.number().int(),
  listing: z.boolean(),
  startedAt: IsoTime,
});
export type Batch = z.infer<typeof Batch>;

export const WatchedFolder = z.object({
  id: Id,
  path: z.string(),
  state: z.enum(['watching', 'scanning', 'missing', 'paused']),
  files: z.number().int(),
  addedAt: IsoTime,
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;

export const DocumentSort = z.enum(['name', 'folder', 'type', 'pages', 'languages', 'state', 'size', 'addedAt']);
export const DocumentFilter = z.object({
  text: z.string().default(''),
  states: z.array(DocumentState).default([]),
  types: z.array(z.string()).default([]),
  folder: z.string().nullable().default(null),
});

export const DocumentStats = z.object({
  documents: z.number().int(),
  searchable: z.number().int(),
  failed: z.number().int(),
  pages: z.number().int(),
  passages: z.number().int(),
  bytes: z.number().int(),
});
export type DocumentStats = z.infer<typeof DocumentStats>;

export const DocumentEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), document: Document }),
  z.object({ type: z.literal('removed'), documentId: Id }),
  z.object({ type: z.literal('batch'), batch: Batch }),
  z.object({ type: z.literal('rejected'), batchId: Id, file: RejectedFile }),
  z.object({ type: z.literal('stats'), stats: DocumentStats }),
  z.object({ type: z.literal('folder'), folder: WatchedFolder }),
]);
export type DocumentEvent = z.infer<typeof DocumentEvent>;

export const documents = {
  list: base
    .input(
      z.object({
        filter: DocumentFilter.prefault({}),
        sort: DocumentSort.default('addedAt'),
        descending: z.boolean().default(true),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ items: z.array(Document), total: z.number().int() })),
  get: base.input(z.object({ id: Id })).output(Document),
  /** Paths of this machine (desktop, watched folders, command line): files and whole trees. Listing goes on after the answer. */
  addPaths: base.input(z.object({ paths: z.array(z.string().min(1)).min(1) })).output(z.object({ batchId: Id })),
  remove: base.input(z.object({ ids: z.array(Id).min(1) })).output(Ok),
  pages: base.input(z.object({ id: Id })).output(z.array(PageSummary)),
  page: base.input(z.object({ id: Id, page: z.number().int().min(1) })).output(Page),
  passages: base
    .input(z.object({ id: Id, offset: z.number().int().min(0).default(0), limit: z.number().int().max(500).default(100) }))
    .output(z.object({ items: z.array(Passage), total: z.number().int() })),
  /** Boxes of spans of one page, in the order asked; a span that cannot be placed has none. */
  boxes: base
    .input(z.object({ id: Id, page: z.number().int().min(1), spans: z.array(Span.omit({ page: true })).min(1).max(500) }))
    .output(z.object({ spans: z.array(z.array(Box)), width: z.number().nullable(), height: z.number().nullable() })),
  /** Where a text stands in the document, diacritics ignored. */
  find: base
    .input(z.object({ id: Id, text: z.string().min(1), limit: z.number().int().max(5000).default(200) }))
    .output(z.object({ hits: z.array(Span), total: z.number().int() })),
  retryPages: base.input(z.object({ id: Id, pages: z.array(z.number().int()).nullable(), password: z.string().optional() })).output(z.object({ jobId: Id })),
  cancelBatch: base.input(z.object({ batchId: Id })).output(Ok),
  /** Batches still at work, and those with failures that nobody has read. */
  batches: base.output(z.array(z.object({ batch: Batch, rejected: z.array(RejectedFile) }))),
  /** How it ended has been read. */
  closeBatch: base.input(z.object({ batchId: Id })).output(Ok),
  stats: base.output(DocumentStats),
  folders: base.output(z.array(WatchedFolder)),
  watchFolder: base.input(z.object({ path: z.string().min(1) })).output(WatchedFolder),
  unwatchFolder: base.input(z.object({ id: Id })).output(Ok),
  events: base.output(eventIterator(DocumentEvent)),
};
