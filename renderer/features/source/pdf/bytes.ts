/** The original's bytes: an ordinary file at once, since it comes from this machine; a very large one in the ranges that are looked at. */
import { PDFDataRangeTransport } from 'pdfjs-dist';
import { OriginalMissing } from '../data/originals.ts';

/** A page tree is often flat, its pages strewn over the file: up to here one answer is quicker than asking for piece after piece. */
const WHOLE = 64 * 1024 * 1024;

/** Bytes per range of a larger file. */
export const CHUNK = 1024 * 1024;

/** No such document, or its file is not in the library any more (file-vanished). */
const GONE: ReadonlySet<number> = new Set([404, 410, 422]);

/** Both ends inclusive; without them, the whole file. */
async function fetchBytes(url: string, signal: AbortSignal, range?: { begin: number; end: number }): Promise<{ response: Response; bytes: Uint8Array }> {
  try {
    const response = await fetch(url, { signal, ...(range !== undefined && { headers: { Range: `bytes=${range.begin}-${range.end}` } }) });
    if (!response.ok) throw new OriginalMissing(GONE.has(response.status) ? 'gone' : 'service');
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    throw signal.aborted || error instanceof OriginalMissing ? error : new OriginalMissing('service');
  }
}

/** Feeds PDF.js by ranges; `failed` hears of the first range that could not be had. */
class FileRanges extends PDFDataRangeTransport {
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
        this.onDataRange(begin, (await fetchBytes(this.#url, this.#stop.signal, { begin, end: end - 1 })).bytes);
      } catch (error) {
        if (!this.#stop.signal.aborted) this.#failed(error);
      }
    })();
  }

  override abort(): void {
    this.#stop.abort();
  }
}

/** What PDF.js opens: the bytes, or a way to ask for them. `size` is the file's, as the library knows it. */
export async function sourceOf(url: string, size: number, signal: AbortSignal, failed: (error: unknown) => void): Promise<{ data: Uint8Array } | { range: PDFDataRangeTransport }> {
  if (size <= WHOLE) return { data: (await fetchBytes(url, signal)).bytes };
  const { response, bytes } = await fetchBytes(url, signal, { begin: 0, end: CHUNK - 1 });
  const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1];
  // A server without ranges sends everything: then there is nothing more to ask.
  return total === undefined ? { data: bytes } : { range: new FileRanges(url, Number(total), bytes, failed) };
}
