/** The stream of one reading: a JSON object a line, ended by `done` or `error`. */
import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { chunks, parseJson } from './http.ts';
import { EngineProblem, unavailable } from './problem.ts';
import { type DocumentSummary, IngestEvent, type IngestProgress } from './schemas.ts';

async function* lines(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const part of parts) {
    const pieces = (rest + decoder.write(part)).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) if (piece.trim() !== '') yield piece;
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield rest;
}

/** Reads events to the end, also after the verdict: the connection then serves the next document. A stream that stops without a verdict means that the engine died under it. */
export async function followIngest(response: IncomingMessage, onProgress: (event: IngestProgress) => void, signal?: AbortSignal): Promise<DocumentSummary> {
  let summary: DocumentSummary | null = null;
  for await (const line of lines(chunks(response, signal))) {
    const event = IngestEvent.safeParse(parseJson(line));
    if (!event.success) throw new EngineProblem('internal', 'The engine said something unknown while reading', { issues: event.error.issues.map((issue) => issue.message) });
    switch (event.data.event) {
      case 'stage':
        onProgress(event.data);
        break;
      case 'done':
        ({ summary } = event.data);
        break;
      case 'error':
        throw new EngineProblem(event.data.problem.code, event.data.problem.message, event.data.problem.details, event.data.permanent);
    }
  }
  if (summary === null) throw unavailable('it stopped while reading');
  return summary;
}
