/** The typed client of the Python engine. */
export { createEngineClient, type EngineClient } from './client.ts';
export { type Endpoint } from './http.ts';
export { EngineProblem } from './problem.ts';
export type {
  Alive,
  Boxes,
  CheckRequest,
  CheckResult,
  DocumentSummary,
  ExtractedSentence,
  FindResult,
  FoundPassage,
  IngestProgress,
  IngestRequest,
  Page,
  PageSummary,
  PassageList,
  Ready,
  Reconciled,
  RepairReport,
  SearchRequest,
  SearchResult,
} from './schemas.ts';
