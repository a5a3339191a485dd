/** Server-sent events: named, one JSON object each. */
import { bodyOf } from './body.ts';

export interface ServerEvent {
  event: string;
  data: unknown;
}

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The answer ends with the events; a client that leaves ends them. */
export function eventStreamResponse(events: AsyncIterable<ServerEvent>): Response {
  return new Response(bodyOf(encode(events)), { headers: HEADERS });
}

async function* encode(events: AsyncIterable<ServerEvent>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const { event, data } of events) yield encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
