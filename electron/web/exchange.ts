/** One HTTP exchange: what is asked, and how an answer goes out at the client's pace. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CodedError } from '../contract/index.ts';
import type { Caller } from './guards.ts';

export interface Exchange {
  method: string;
  url: URL;
  headers: Headers;
  caller: Caller;
  /** Aborted when the client goes away before the answer is out. */
  signal: AbortSignal;
  /** The body, unread. */
  body: IncomingMessage;
}

/** Null when the address line makes no sense. */
export function exchangeOf(incoming: IncomingMessage, outgoing: ServerResponse): Exchange | null {
  const url = URL.parse(`http://sova.invalid${incoming.url ?? '/'}`);
  if (url === null) return null;
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(new Error('the client went away'));
  });
  return { method: incoming.method ?? 'GET', url, headers: headersOf(incoming), caller: callerOf(incoming), signal: gone.signal, body: incoming };
}

export function callerOf({ headers }: IncomingMessage): Caller {
  return { host: headers.host, origin: headers.origin, authorization: headers.authorization, cookie: headers.cookie };
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  return headers;
}

/** Writes the answer; a body that cannot be finished breaks the connection, so that half is never taken for whole. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  if (response.body === null || outgoing.req.method === 'HEAD') {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  await pipeline(Readable.from(partsOf(response.body)), outgoing);
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const part = await reader.read();
      if (part.done) return;
      yield part.value;
    }
  } finally {
    await reader.cancel();
  }
}

/** The whole body, at most `limit` bytes. */
export async function readBody(body: IncomingMessage, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes = Buffer.from(part);
    size += bytes.byteLength;
    if (size > limit) throw new CodedError('invalid-input', 'The body is over its limit', { limit });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
