/** A PDF as the viewer needs it: page sizes, pages drawn on a canvas, text to select. Built on PDF.js. */
import { getDocument, RenderingCancelledException, TextLayer, VerbosityLevel, type PageViewport, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import { originalUrl } from '../data/originals.ts';
import type { Size, Turn } from '../pages/geometry.ts';
import { PackagedAssets } from './assets.ts';
import { CHUNK, sourceOf } from './bytes.ts';
import { prepareWorker, takeWorker } from './workers.ts';

/** A canvas larger than this many pixels is drawn coarser: memory stays bounded at any zoom. */
const MAX_PIXELS = 16_000_000;

export interface PdfFile {
  readonly pages: number;
  /** The page's size as it is read (its own turn applied), in PDF points. */
  size(number: number): Promise<Size>;
  /** Draws at `scale` CSS pixels a point; an abort ends it quietly and gives false. */
  draw(number: number, canvas: HTMLCanvasElement, scale: number, turn: Turn, signal: AbortSignal): Promise<boolean>;
  /** Lays selectable text over a drawn page. */
  layText(number: number, container: HTMLElement, scale: number, turn: Turn, signal: AbortSignal): Promise<void>;
}

/** `size` is the file's length in bytes; an abort closes it. Throws `OriginalMissing`, or what PDF.js says of a damaged file. */
export async function openPdf({ id, size }: { id: string; size: number }, signal: AbortSignal): Promise<PdfFile> {
  let rangeFailed: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    rangeFailed = reject;
  });
  failed.catch(() => undefined);
  const source = await sourceOf(originalUrl(id), size, signal, rangeFailed);
  signal.throwIfAborted();
  const worker = takeWorker();
  const task = getDocument({
    ...source,
    worker,
    rangeChunkSize: CHUNK,
    disableAutoFetch: true,
    disableStream: true,
    BinaryDataFactory: PackagedAssets,
    useWorkerFetch: false,
    // The packaged files have addresses of their own; PDF.js only wants to see that there are some.
    cMapUrl: './',
    standardFontDataUrl: './',
    wasmUrl: './',
    verbosity: VerbosityLevel.ERRORS,
  });
  signal.addEventListener('abort', () => void task.destroy().finally(() => worker.destroy()), { once: true });
  const file = await Promise.race([task.promise, failed]);
  prepareWorker();
  return asPdfFile(file, failed);
}

function asPdfFile(file: PDFDocumentProxy, failed: Promise<never>): PdfFile {
  const page = (number: number): Promise<PDFPageProxy> => Promise.race([file.getPage(number), failed]);
  const viewport = (of: PDFPageProxy, scale: number, turn: Turn): PageViewport => of.getViewport({ scale, rotation: (of.rotate + turn) % 360 });
  return {
    pages: file.numPages,
    size: async (number) => {
      const { width, height } = viewport(await page(number), 1, 0);
      return { width, height };
    },
    draw: async (number, canvas, scale, turn, signal) => {
      const source = await page(number);
      if (signal.aborted) return false;
      const plain = viewport(source, scale, turn);
      const density = Math.min(globalThis.devicePixelRatio, Math.sqrt(MAX_PIXELS / (plain.width * plain.height)));
      const dense = viewport(source, scale * density, turn);
      canvas.width = Math.ceil(dense.width);
      canvas.height = Math.ceil(dense.height);
      const drawing = source.render({ canvas, viewport: dense });
      const cancel = (): void => drawing.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        await Promise.race([drawing.promise, failed]);
        return true;
      } catch (error) {
        if (error instanceof RenderingCancelledException) return false;
        throw error;
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
    layText: async (number, container, scale, turn, signal) => {
      const source = await page(number);
      const content = await Promise.race([source.getTextContent(), failed]);
      if (signal.aborted) return;
      container.replaceChildren();
      container.style.setProperty('--total-scale-factor', String(scale));
      await new TextLayer({ textContentSource: content, container, viewport: viewport(source, scale, turn) }).render();
    },
  };
}
