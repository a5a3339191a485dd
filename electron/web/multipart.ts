/** Files of a multipart form, one at a time, as they come over the wire: none is ever whole in memory. */
import busboy from 'busboy';
import { CodedError } from '../contract/index.ts';
import { createQueue, type IncomingFile } from '../core/index.ts';
import type { Exchange } from './exchange.ts';

const MAX_FILES = 10_000;

/**
 * Busboy waits with the next file until the stream of this one is read to its end, so there is never more than one open.
 * Throws `CodedError` for a body that is no form, has too many files or breaks off.
 */
export async function* incomingFiles({ headers, body, signal }: Exchange): AsyncGenerator<IncomingFile> {
  const queue = createQueue<{ file: IncomingFile } | { error: unknown }>();
  const parser = open(headers.get('content-type'));
  parser.on('file', (field, stream, info) => {
    // A file that nobody takes any more must not stop the rest; an error of its own reaches whoever reads it.
    stream.on('error', () => undefined);
    if (field === 'files' && info.filename !== undefined) queue.push({ file: { name: info.filename, stream } });
    else stream.resume();
  });
  parser.once('filesLimit', () => queue.push({ error: new CodedError('too-many-files', 'More files than one request may carry', { limit: MAX_FILES }) }));
  parser.once('error', (error) => queue.push({ error: malformed(error) }));
  parser.once('close', queue.end);
  const broken = (): void => {
    parser.destroy(new Error('the connection broke off'));
  };
  signal.addEventListener('abort', broken, { once: true });
  body.pipe(parser);
  try {
    for await (const item of queue.items()) {
      if ('error' in item) throw item.error;
      yield item.file;
    }
  } finally {
    signal.removeEventListener('abort', broken);
    body.unpipe(parser);
    body.resume();
  }
}

function open(contentType: string | null): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': contentType ?? '' },
      // Browsers send names as UTF-8, and folders are part of them (a/b/c.pdf).
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { files: MAX_FILES, fields: 100, fieldSize: 64 * 1024, parts: MAX_FILES + 100 },
    });
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(error: unknown): CodedError {
  return new CodedError('invalid-input', `The body is not a multipart form: ${error instanceof Error ? error.message : String(error)}`);
}
