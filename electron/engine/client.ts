import type { z } from 'zod';
import { type Call, type Endpoint, parseJson, readAll, send } from './http.ts';
import { followIngest } from './ingest.ts';
import { EngineProblem } from './problem.ts';
import * as shape from './schemas.ts';

/**
 * The engine's routes as functions. Each throws `EngineProblem` and takes a signal:
 * aborting closes the connection, which stops the work in the engine too.
 */
export interface EngineClient {
  health(signal?: AbortSignal): Promise<shape.Alive>;
  ready(signal?: AbortSignal): Promise<shape.Ready>;
  /** Reads, cuts, embeds and indexes one file. Idempotent: run again it goes on behind the last stored page. */
  ingest(request: shape.IngestRequest, onProgress: (event: shape.IngestProgress) => void, signal?: AbortSignal): Promise<shape.DocumentSummary>;
  /** Opens the file and reads no page; throws what reading it would fail with at once (a password, damage, no pages). */
  inspect(file: { path: string; name: string }, signal?: AbortSignal): Promise<shape.Inspected>;
  /** Text and vectors of the document go; one it does not know is no error. */
  removeDocument(workspace: string, documentId: string, signal?: AbortSignal): Promise<void>;
  pages(workspace: string, documentId: string, signal?: AbortSignal): Promise<shape.PageSummary[]>;
  page(workspace: string, documentId: string, page: number, signal?: AbortSignal): Promise<shape.Page>;
  passages(workspace: string, documentId: string, range: { offset: number; limit: number }, signal?: AbortSignal): Promise<shape.PassageList>;
  boxes(workspace: string, documentId: string, asked: { page: number; spans: readonly { charStart: number; charEnd: number }[] }, signal?: AbortSignal): Promise<shape.Boxes>;
  find(workspace: string, documentId: string, query: { text: string; limit: number }, signal?: AbortSignal): Promise<shape.FindResult>;
  /** A PNG of the page, `width` pixels wide. */
  pageImage(workspace: string, documentId: string, page: number, width: number, signal?: AbortSignal): Promise<Buffer>;
  search(request: shape.SearchRequest, signal?: AbortSignal): Promise<shape.SearchResult>;
  check(request: shape.CheckRequest, signal?: AbortSignal): Promise<shape.CheckResult>;
  reconcile(request: shape.Reconcile, signal?: AbortSignal): Promise<shape.Reconciled>;
  checkIndex(signal?: AbortSignal): Promise<shape.RepairReport>;
  repairIndex(signal?: AbortSignal): Promise<shape.RepairReport>;
  /** Where Chroma listens now: told after each of its starts. */
  setVectors(endpoint: Endpoint, signal?: AbortSignal): Promise<void>;
  pauseEmbedding(paused: boolean, signal?: AbortSignal): Promise<void>;
}

/** `endpoint()` is asked at each call: the engine's port changes when it is started again. */
export function createEngineClient(options: { endpoint(): Endpoint | null }): EngineClient {
  async function bytes(call: Call): Promise<Buffer> {
    return readAll(await send(options.endpoint(), call), call.signal);
  }
  async function json<S extends z.ZodType>(schema: S, call: Call): Promise<z.output<S>> {
    const parsed = schema.safeParse(parseJson(await bytes(call)));
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EngineProblem('internal', `The engine's answer to ${call.method} ${call.path} has another shape`, { issues });
  }

  return {
    health: (signal) => json(shape.Alive, { method: 'GET', path: '/healthz', signal }),
    ready: (signal) => json(shape.Ready, { method: 'GET', path: '/readyz', signal }),
    async ingest(request, onProgress, signal) {
      const response = await send(options.endpoint(), { method: 'POST', path: '/v1/ingest', body: shape.IngestRequest.parse(request), signal });
      return followIngest(response, onProgress, signal);
    },
    inspect: (file, signal) => json(shape.Inspected, { method: 'POST', path: '/v1/inspect', body: shape.InspectRequest.parse(file), signal }),
    async removeDocument(workspace, id, signal) {
      try {
        await bytes({ method: 'DELETE', path: documentPath(workspace, id), signal });
      } catch (error) {
        if (!(error instanceof EngineProblem && error.code === 'unknown-document')) throw error;
      }
    },
    pages: (workspace, id, signal) => json(shape.PageSummary.array(), { method: 'GET', path: `${documentPath(workspace, id)}/pages`, signal }),
    page: (workspace, id, page, signal) => json(shape.Page, { method: 'GET', path: `${documentPath(workspace, id)}/pages/${page}`, signal }),
    passages: (workspace, id, range, signal) =>
      json(shape.PassageList, { method: 'GET', path: `${documentPath(workspace, id)}/passages${query(range)}`, signal }),
    boxes: (workspace, id, { page, spans }, signal) =>
      json(shape.Boxes, { method: 'GET', path: `${documentPath(workspace, id)}/boxes${query({ page, spans: spans.map(({ charStart, charEnd }) => `${charStart}-${charEnd}`).join(',') })}`, signal }),
    find: (workspace, id, what, signal) =>
      json(shape.FindResult, { method: 'GET', path: `${documentPath(workspace, id)}/find${query(what)}`, signal }),
    pageImage: (workspace, id, page, width, signal) =>
      bytes({ method: 'GET', path: `${documentPath(workspace, id)}/pages/${page}/image${query({ width })}`, signal }),
    search: (request, signal) => json(shape.SearchResult, { method: 'POST', path: '/v1/search', body: shape.SearchRequest.parse(request), signal }),
    check: (request, signal) => json(shape.CheckResult, { method: 'POST', path: '/v1/check', body: request, signal }),
    reconcile: (request, signal) => json(shape.Reconciled, { method: 'POST', path: '/v1/reconcile', body: request, signal }),
    checkIndex: (signal) => json(shape.RepairReport, { method: 'POST', path: '/v1/maintenance/check', signal }),
    repairIndex: (signal) => json(shape.RepairReport, { method: 'POST', path: '/v1/maintenance/repair', signal }),
    async setVectors({ url, token }, signal) {
      await bytes({ method: 'PUT', path: '/v1/vectors', body: shape.VectorsAddress.parse({ url, token }), signal });
    },
    async pauseEmbedding(paused, signal) {
      await bytes({ method: 'PUT', path: '/v1/embedding/paused', body: shape.PauseRequest.parse({ paused }), signal });
    },
  };
}

function documentPath(workspace: string, id: string): string {
  return `/v1/documents/${encodeURIComponent(workspace)}/${encodeURIComponent(id)}`;
}

function query(values: Record<string, string | number>): string {
  return `?${new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)]))}`;
}
