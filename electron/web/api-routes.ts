/** /api/v1: the contract's routes, and beside them what a plain route cannot carry: uploads and event streams. */
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { type App, eventStreamResponse, problemOf, problemResponse, jsonResponse } from '../core/index.ts';
import { ApiQuery, CodedError, Id, Problem } from '../contract/index.ts';
import { type Exchange, readBody } from './exchange.ts';
import { incomingFiles } from './multipart.ts';

export const API_PREFIX = '/api/v1';
const JSON_LIMIT = 2 * 1024 * 1024;

export type Route = (exchange: Exchange) => Promise<Response>;

export function createApiRoutes(app: App): Route {
  const handler = new OpenAPIHandler(app.router.api, {
    ...app.handlerOptions,
    customErrorResponseBodyEncoder: (error) => problemOf(error),
  });

  return async (exchange) => {
    const { method, url, signal } = exchange;
    const path = url.pathname.slice(API_PREFIX.length);
    if (method === 'POST' && path === '/documents/upload') {
      const batchId = Id.nullable().safeParse(url.searchParams.get('batch'));
      if (!batchId.success) throw new CodedError('invalid-input', 'The batch is not an id', { field: 'batch' });
      return jsonResponse(await app.api.upload(incomingFiles(exchange), batchId.data), 202);
    }
    const jobEvents = /^\/jobs\/([^/]+)\/events$/.exec(path);
    if (method === 'GET' && jobEvents) {
      app.api.getJob(jobEvents[1] ?? '');
      return eventStreamResponse(app.api.jobEvents(jobEvents[1] ?? '', signal));
    }
    const body = method === 'GET' ? null : await readBody(exchange.body, JSON_LIMIT);
    if (method === 'POST' && path === '/query') {
      const query = ApiQuery.safeParse(parseJson(String(body)));
      if (query.success && query.data.stream) return streamOf(app, query.data, signal);
    }
    const request = new Request(url, { method, headers: exchange.headers, signal, ...(body && body.length > 0 && { body: new Uint8Array(body) }) });
    const { matched, response } = await handler.handle(request, { prefix: API_PREFIX, context: {} });
    return matched ? response : problemResponse({ code: 'not-found', message: 'There is no such call', details: { method, path: url.pathname } });
  };
}

/** A question that fails before its first event fails as any other call does, with its status. */
async function streamOf(app: App, query: Parameters<App['api']['queryEvents']>[0], signal: AbortSignal): Promise<Response> {
  const events = app.api.queryEvents(query, signal);
  const first = await events.next();
  if (first.done) throw new Error('a question without an event');
  if (first.value.event === 'error') return problemResponse(Problem.parse(first.value.data));
  return eventStreamResponse(
    (async function* () {
      yield first.value;
      yield* events;
    })(),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError('invalid-input', 'The body is not JSON');
  }
}
