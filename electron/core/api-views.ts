/** The rooms' words in the fixed shapes of the HTTP API. */
import type { z } from 'zod';
import type { Answer, AnswerSentence, ApiAnswer, ApiDocument, ApiDocumentDetail, ApiHealth, ApiJob, ApiSource, Document, Health, Job, PageSummary, Source } from '../contract/index.ts';

export function healthView(health: Health): z.infer<typeof ApiHealth> {
  const sum = (key: 'queued' | 'running' | 'waiting' | 'failed'): number => health.queues.reduce((total, queue) => total + queue[key], 0);
  return {
    status: health.status,
    version: health.version,
    models_loaded: health.modelsLoaded,
    vector_db_connected: health.vectorDbConnected,
    services: health.services,
    queue: { queued: sum('queued'), running: sum('running'), waiting: sum('waiting'), failed: sum('failed') },
  };
}

export function documentView(document: Document): z.infer<typeof ApiDocument> {
  return {
    id: document.id,
    name: document.name,
    sha256: document.sha256,
    size: document.size,
    type: document.type,
    state: document.state,
    places: document.places.map(({ name, folder, path }) => ({ name, folder, path })),
    pages: document.pages,
    outcomes: document.outcomes,
    languages: document.languages,
    passages: document.passages,
    error: document.error,
    job_id: document.jobId,
    added_at: document.addedAt,
  };
}

export function documentDetailView(document: Document, pages: readonly PageSummary[]): z.infer<typeof ApiDocumentDetail> {
  return {
    ...documentView(document),
    page_outcomes: pages.map(({ number, outcome, confidence, reason, language, characters }) => ({ page: number, outcome, confidence, reason, language, characters })),
  };
}

export function jobView(job: Job): z.infer<typeof ApiJob> {
  return {
    id: job.id,
    type: job.type,
    state: job.state,
    stage: job.progress.stage,
    progress: job.progress.fraction,
    done: job.progress.done,
    total: job.progress.total,
    attempts: job.attempt,
    errors: job.errors,
    document_id: job.documentId,
    created_at: job.createdAt,
    finished_at: job.finishedAt,
  };
}

export function sourceView(source: Source): z.infer<typeof ApiSource> {
  return {
    number: source.number,
    document_id: source.documentId,
    document_name: source.documentName,
    page: source.page,
    char_start: source.charStart,
    char_end: source.charEnd,
    text: source.text,
    score: source.score,
    channels: source.channels,
  };
}

export function sentenceView({ charStart, charEnd, sources, support }: AnswerSentence): z.infer<typeof ApiAnswer>['sentences'][number] {
  return { char_start: charStart, char_end: charEnd, sources, support };
}

export function answerView(result: { queryId: string; text: string; answer: Answer; detected: 'hr' | 'en' | 'mixed' }): z.infer<typeof ApiAnswer> {
  const { answer } = result;
  return {
    answer: result.text,
    confidence: answer.confidence,
    language_detected: result.detected,
    query_id: result.queryId,
    refused: answer.mode === 'refused',
    answer_mode: answer.mode === 'generated' ? 'generated' : 'extractive',
    sources: answer.sources.map(sourceView),
    sentences: answer.sentences.map(sentenceView),
    timings: answer.timings,
  };
}
