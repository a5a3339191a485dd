/** Bodies of answers, made piece by piece: the reader's pace is the writer's. */
import type { Problem } from '../contract/index.ts';
import { statusOf } from './errors.ts';

/** Nothing is read ahead; a reader that goes away ends the source. */
export function bodyOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** An error as every program meets it: its status, and {code, message, details}. */
export function problemResponse(problem: Problem): Response {
  return jsonResponse(problem, statusOf(problem));
}

export function jsonResponse(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}
