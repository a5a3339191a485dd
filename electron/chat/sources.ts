import type { Answer, Language, Source, Trace } from '../contract/index.ts';
import type { FoundPassage, SearchResult } from './ports.ts';

/** The found passages as numbered sources, best first. */
export function toSources(passages: readonly FoundPassage[], documentName: (id: string) => string): Source[] {
  return passages.map((passage, index) => ({ ...passage, number: index + 1, documentName: documentName(passage.documentId) }));
}

/** An answer that has only read so far: sources, no sentences. */
export function answerWithSources(o: {
  result: SearchResult;
  sources: Source[];
  language: Language;
  runId: string;
  mode: Answer['mode'];
}): Answer {
  return {
    mode: o.mode,
    fallback: null,
    language: o.language,
    confidence: Math.min(1, Math.max(0, o.result.confidence)),
    sources: o.sources,
    used: [],
    sentences: [],
    timings: { ...o.result.timings },
    generation: null,
    runId: o.runId,
  };
}

export function toTrace(question: string, result: SearchResult, documentName: (id: string) => string): Trace | null {
  if (result.trace === null) return null;
  const { trace } = result;
  return {
    question,
    searched: trace.searched,
    language: result.language,
    terms: trace.terms,
    candidates: trace.candidates.map((candidate) => ({ ...candidate, documentName: documentName(candidate.documentId) })),
    embedder: trace.embedder,
    coverage: trace.coverage,
    confidence: result.confidence,
    threshold: result.threshold,
    timings: result.timings,
    whole: trace.whole && {
      asked: trace.whole.asked,
      documents: trace.whole.documents.map((document) => ({ ...document, documentName: documentName(document.documentId) })),
      sentences: result.sentences.map(({ text, source, role }) => ({ text, source, role })),
    },
  };
}
