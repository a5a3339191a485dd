/** The original's bytes, fetched in ranges: a long PDF opens by its first and last pieces, not by all of it. */
import { PDFDataRangeTransport } from 'pdfjs-dist';
import { OriginalMissing } from '../data/originals.ts';

/** Bytes per request: a page or two of an ordinary document. */
export const CHUNK = 128 * 1024;

/** No such document, or its file is not in the library any more (file-vanished). */
const GONE: ReadonlySet<number> = new Set([404, 410, 422]);

async function fetchPart(url: string, begin: number, end: number, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new OriginalMissing('service');
  }
  if (GONE.has(response.status)) throw new OriginalMissing('gone');
  if (!response.ok) throw new OriginalMissing('service');
  return response;
}

/** Feeds PDF.js by ranges; `failed` hears of the first range that could not be had. */
export class FileRanges extends PDFDataRangeTransport {
  readonly #url: string;
  readonly #stop = new AbortController();
  readonly #failed: (error: unknown) => void;

  constructor(url: string, length: number, initial: Uint8Array, failed: (error: unknown) => void) {
    super(length, initial);
    this.#url = url;
    this.#failed = failed;
  }

  override requestDataRange(begin: number, end: number): void {
    void (async () => {
      try {
        const response = await fetchPart(this.#url, begin, end, this.#stop.signal);
        this.onDataRange(begin, new Uint8Array(await response.arrayBuffer()));
      } catch (error) {
        if (!this.#stop.signal.aborted) this.#failed(error);
      }
    })();
  }

  override abort(): void {
    this.#stop.abort();
  }
}

/** The first piece of a file and how long the whole is. A server without ranges sends everything: then there is nothing more to ask. */
export async function readHead(url: string, signal: AbortSignal): Promise<{ length: number; head: Uint8Array }> {
  const response = await fetchPart(url, 0, CHUNK, signal);
  const head = new Uint8Array(await response.arrayBuffer());
  const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1];
  return { length: total === undefined ? head.length : Number(total), head };
}
