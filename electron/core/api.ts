/** The HTTP API's calls over the rooms: what its routes, its streams and its uploads share. */
import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { type Answer, type ApiAnswer, type ApiDocument, type ApiDocumentDetail, type ApiHealth, type ApiJob, type ApiQuery, type ApiUploaded, CodedError, FINAL_JOB_STATES, type Job } from '../contract/index.ts';
import type { Chat } from '../chat/index.ts';
import type { Documents } from '../documents/index.ts';
import { type EngineClient, EngineProblem } from '../engine/index.ts';
import type { Jobs } from '../jobs/index.ts';
import { answerView, documentDetailView, documentView, healthView, jobView, sourceView } from './api-views.ts';
import { problemOf } from './errors.ts';
import { createQueue, feed } from './feed.ts';
import type { HealthWatch } from './health.ts';
import type { ServerEvent } from './sse.ts';

export interface IncomingFile {
  /** As the client names it; may carry folders. */
  name: string;
  stream: Readable;
}

export interface Api {
  health(): Promise<z.output<typeof ApiHealth>>;
  listDocuments(range: { offset: number; limit: number }): Promise<{ documents: z.output<typeof ApiDocument>[]; total: number }>;
  getDocument(id: string): Promise<z.output<typeof ApiDocumentDetail>>;
  removeDocument(id: string): Promise<void>;
  /**
   * Takes files one after another as they come in; throws the first file's reason when none was taken.
   * A file that cannot be opened is refused here. With a batch (the interface's drop) it is kept and its
   * reason shown there, since a person can give the password or try again.
   */
  upload(files: AsyncIterable<IncomingFile>, batchId: string | null): Promise<z.output<typeof ApiUploaded>>;
  getJob(id: string): z.output<typeof ApiJob>;
  cancelJob(id: string): z.output<typeof ApiJob>;
  /** `job` at each change, ending when the job ends. */
  jobEvents(id: string, signal: AbortSignal): AsyncGenerator<ServerEvent>;
  query(input: z.output<typeof ApiQuery>, signal: AbortSignal): Promise<z.output<typeof ApiAnswer>>;
  /** `sources`, then `delta`s, then `final`; or `error`. */
  queryEvents(input: z.output<typeof ApiQuery>, signal: AbortSignal): AsyncGenerator<ServerEvent>;
}

export function createApi(o: { health: HealthWatch; documents: Documents; jobs: Jobs; chat: Chat; engine: Pick<EngineClient, 'inspect'> }): Api {
  const { documents, jobs, chat } = o;

  function knownDocument(id: string): string {
    if (z.uuid().safeParse(id).success) return id;
    throw new CodedError('unknown-document', 'There is no such document', { id });
  }
  function job(id: string): Job {
    const found = z.uuid().safeParse(id).success ? jobs.get(id) : undefined;
    if (found) return found;
    throw new CodedError('unknown-job', 'There is no such job', { id });
  }
  /** Nothing of an unreadable file stays. While the engine is away its job will say what is wrong. */
  async function demandReadable(id: string): Promise<void> {
    try {
      const { path, name } = documents.original({ id });
      await o.engine.inspect({ path, name });
    } catch (error) {
      if (!(error instanceof EngineProblem) || !error.permanent) return;
      await documents.remove({ ids: [id] });
      throw error;
    }
  }
  function ask(input: z.output<typeof ApiQuery>, signal: AbortSignal, hooks: Partial<Pick<Parameters<Chat['query']>[0], 'onSources' | 'onDelta'>>) {
    return chat.query({
      text: input.text,
      language: input.language,
      maxResults: input.max_results,
      mode: input.mode,
      documentIds: input.document_ids ?? null,
      signal,
      ...hooks,
    });
  }

  return {
    health: async () => healthView(await o.health.read()),
    async listDocuments({ offset, limit }) {
      const { items, total } = documents.list({ filter: { text: '', states: [], types: [], folder: null }, sort: 'addedAt', descending: true, offset, limit });
      return { documents: items.map(documentView), total };
    },
    async getDocument(id) {
      const document = documents.get({ id: knownDocument(id) });
      return documentDetailView(document, await documents.pages({ id }));
    },
    async removeDocument(id) {
      documents.get({ id: knownDocument(id) });
      await documents.remove({ ids: [id] });
    },
    async upload(files, givenBatch) {
      const batchId = givenBatch ?? uuidv7();
      const result: z.output<typeof ApiUploaded> = { documents: [], job_ids: [], rejected: [] };
      let reason: unknown;
      for await (const { name, stream } of files) {
        const place = splitName(name);
        try {
          const { document, duplicateOf, jobId } = await documents.addStream({ ...place, batchId, stream: left(stream) });
          if (givenBatch === null && duplicateOf === null) await demandReadable(document.id);
          result.documents.push({ id: document.id, name: place.name, sha256: document.sha256, duplicate_of: duplicateOf });
          if (jobId !== null) result.job_ids.push(jobId);
        } catch (error) {
          reason ??= error;
          result.rejected.push({ name, ...problemOf(error) });
          // What is left of the body must go by, or the next file never comes.
          stream.resume();
        }
      }
      if (result.documents.length > 0) return result;
      throw reason ?? new CodedError('invalid-input', 'There is no file in the field `files`', { field: 'files' });
    },
    getJob: (id) => jobView(job(id)),
    cancelJob: (id) => jobView(jobs.cancel(job(id).id)),
    async *jobEvents(id, signal) {
      const events = feed<Job>({
        listen: (push) => jobs.onEvent((event) => (event.type === 'changed' && event.job.id === id ? push(event.job) : undefined)),
        first: () => [job(id)],
        keyOf: () => id,
        last: ({ state }) => FINAL_JOB_STATES.some((final) => final === state),
        signal,
      });
      for await (const changed of events) yield { event: 'job', data: jobView(changed) };
    },
    query: async (input, signal) => answerView(await ask(input, signal, {})),
    async *queryEvents(input, signal) {
      const left = new AbortController();
      const events = createQueue<ServerEvent>();
      const hooks = {
        onSources: (answer: Answer) => events.push({ event: 'sources', data: { sources: answer.sources.map(sourceView) } }),
        onDelta: (text: string) => events.push({ event: 'delta', data: { text } }),
      };
      void ask(input, AbortSignal.any([signal, left.signal]), hooks)
        .then(
          (result) => events.push({ event: 'final', data: answerView(result) }),
          (error: unknown) => events.push({ event: 'error', data: problemOf(error) }),
        )
        .finally(events.end);
      try {
        yield* events.items();
      } finally {
        left.abort();
      }
    },
  };
}

/** Who stops reading leaves the stream open: destroyed, it would hold up the files behind it. */
function left(stream: Readable): AsyncIterable<Uint8Array> {
  return stream.iterator({ destroyOnReturn: false });
}

/** `a/b/c.pdf` is the file c.pdf in the dropped folder a/b; no part of it ever becomes a path here. */
export function splitName(name: string): { name: string; folder: string } {
  const parts = name
    .normalize('NFC')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return { name: parts.pop() ?? '', folder: parts.join('/') };
}
