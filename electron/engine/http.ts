/** One request to a child on the loopback: bearer token, JSON in, a stream out, abort closes the connection. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Problem } from './schemas.ts';
import { EngineProblem, unavailable } from './problem.ts';

export interface Endpoint {
  url: string;
  token: string;
}

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/**
 * Sends and returns the answer once its headers are here; the status is 2xx.
 * node:http and not fetch: fetch gives up on an answer that takes minutes, and reading a long document does.
 * Throws `EngineProblem`; an aborted signal throws its own reason.
 */
export async function send(endpoint: Endpoint | null, call: Call): Promise<IncomingMessage> {
  call.signal?.throwIfAborted();
  if (endpoint === null) throw unavailable('it is not running');
  const response = await open(endpoint, call);
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return response;
  throw problemOf(status, await readAll(response, call.signal));
}

function open(endpoint: Endpoint, call: Call): Promise<IncomingMessage> {
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(call.path, endpoint.url), {
      method: call.method,
      headers: {
        authorization: `Bearer ${endpoint.token}`,
        ...(body && { 'content-type': 'application/json', 'content-length': body.byteLength }),
      },
      ...(call.signal && { signal: call.signal }),
    });
    request.once('response', resolve);
    request.once('error', (error) => reject(reasonOf(error, call.signal)));
    request.end(body);
  });
}

/** The whole body; a connection that breaks off is `engine-unavailable`. */
export async function readAll(response: IncomingMessage, signal?: AbortSignal): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of chunks(response, signal)) parts.push(part);
  return Buffer.concat(parts);
}

/** The body as it comes in. Leaving the loop early closes the connection, which cancels the work behind it. */
export async function* chunks(response: IncomingMessage, signal?: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const part of response) yield toBuffer(part);
  } catch (error) {
    throw reasonOf(error, signal);
  }
}

function toBuffer(part: unknown): Buffer {
  return Buffer.isBuffer(part) ? part : Buffer.from(String(part));
}

function reasonOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  return unavailable(error instanceof Error ? error.message : String(error));
}

function problemOf(status: number, body: Buffer): EngineProblem {
  const permanent = status < 500;
  const parsed = Problem.safeParse(parseJson(body));
  if (parsed.success) return new EngineProblem(parsed.data.code, parsed.data.message, parsed.data.details, permanent);
  return new EngineProblem('internal', `The engine answered ${status} without a reason`, { status }, permanent);
}

/** Undefined when it is not JSON: the schema then says what is missing. */
export function parseJson(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
