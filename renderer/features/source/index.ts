export { SourcePane } from './SourcePane.tsx';
export { preparePdf } from './viewer/pdf.ts';
