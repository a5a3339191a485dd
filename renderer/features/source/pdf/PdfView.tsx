/** A PDF by its original pages. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { useLoad } from '../data/useLoad.ts';
import { PageView } from '../pages/PageView.tsx';
import type { ViewProps } from '../viewer/view.ts';
import { openPdf, type PdfFile } from './openPdf.ts';
import { PdfPage } from './PdfPage.tsx';
import css from '../viewer/viewer.module.css';

interface PdfViewProps extends ViewProps {
  /** Shown instead when the original cannot be; it is told why. */
  fallback(error: unknown, retry: () => void): ReactNode;
}

export function PdfView({ fallback, ...props }: PdfViewProps) {
  const { t } = useWords();
  const opened = useLoad(props.document.id, async (signal) => {
    const file = await openPdf(props.document.id, signal);
    return { file, first: await file.size(1) };
  });
  if (opened.state === 'loading') return <p className={css.quiet}>{t('source.opening')}</p>;
  if (opened.state === 'failed') return fallback(opened.error, opened.retry);
  const { file, first } = opened.value;
  return (
    <PageView
      {...props}
      count={file.pages}
      first={first}
      draw={({ number, scale, onSize }) => <PdfPage file={file} documentId={props.document.id} number={number} scale={scale} turn={props.turn} onSize={onSize} />}
      thumbnail={(number) => <Thumbnail file={file} number={number} />}
    />
  );
}

const THUMBNAIL_WIDTH = 96;

function Thumbnail({ file, number }: { file: PdfFile; number: number }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    const canvas = document.createElement('canvas');
    void (async () => {
      try {
        const { width } = await file.size(number);
        if (stop.signal.aborted) return;
        if (await file.draw(number, canvas, THUMBNAIL_WIDTH / width, 0, stop.signal)) place.current?.replaceChildren(canvas);
      } catch {
        // A page that cannot be drawn says so in the column; its small picture stays white.
      }
    })();
    return () => stop.abort();
  }, [file, number]);
  return <span ref={place} />;
}
