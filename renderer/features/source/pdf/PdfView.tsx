/** A PDF by its original pages: the column and its marks stand at once, each page's picture comes when PDF.js has it. */
import { useMemo, type ReactNode } from 'react';
import { useLoad } from '../data/useLoad.ts';
import type { Size } from '../pages/geometry.ts';
import { PageView } from '../pages/PageView.tsx';
import type { ViewProps } from '../viewer/view.ts';
import { openPdf } from './openPdf.ts';
import { PdfPage } from './PdfPage.tsx';
import { PdfThumbnail } from './PdfThumbnail.tsx';

interface PdfViewProps extends ViewProps {
  /** Shown instead when the original cannot be; it is told why. */
  fallback(error: unknown, retry: () => void): ReactNode;
}

const A4: Size = { width: 595, height: 842 };
const HEAVY = 16 * 1024 * 1024;

export function PdfView({ fallback, ...props }: PdfViewProps) {
  const { document, pages, turn } = props;
  const opened = useLoad(document.id, (signal) => openPdf(document, signal));
  const sizes = useMemo(() => pages.map(({ width, height }) => (width === null || height === null ? undefined : { width, height })), [pages]);
  if (opened.state === 'failed') return fallback(opened.error, opened.retry);
  const file = opened.state === 'ready' ? opened.value : null;
  return (
    <PageView
      {...props}
      count={file?.pages ?? Math.max(1, document.pages ?? 0, pages.length)}
      sizes={sizes}
      usual={A4}
      draw={({ number, scale, onSize }) => <PdfPage file={file} heavy={document.size > HEAVY && number === props.goal.page} documentId={document.id} number={number} scale={scale} turn={turn} onSize={onSize} />}
      thumbnail={(number) => file && <PdfThumbnail file={file} number={number} />}
    />
  );
}
