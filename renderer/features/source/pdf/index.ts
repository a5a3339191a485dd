export { PdfView } from './PdfView.tsx';
export { prepareWorker } from './workers.ts';
