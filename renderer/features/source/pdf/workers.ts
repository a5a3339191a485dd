/** PDF.js's own threads: each document has one to itself, so that a file that hangs it hurts no other; the next one waits started. */
import { GlobalWorkerOptions, PDFWorker } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

let spare: PDFWorker | null = null;

/** Has a thread ready before it is needed. */
export function prepareWorker(): void {
  spare ??= new PDFWorker();
}

export function takeWorker(): PDFWorker {
  prepareWorker();
  const worker = spare;
  spare = null;
  return worker ?? new PDFWorker();
}
