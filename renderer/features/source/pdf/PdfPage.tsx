/** One drawn page of a PDF. While a new zoom is drawn, the old picture stays, stretched; a heavy file's first one is the engine's. */
import { useEffect, useRef, useState } from 'react';
import type { Size, Turn } from '../pages/geometry.ts';
import { PagePicture } from '../pages/PagePicture.tsx';
import css from '../pages/pages.module.css';
import type { PdfFile } from './openPdf.ts';

interface PdfPageProps {
  /** Null while the file is being opened. */
  file: PdfFile | null;
  /** The page gone to in a file so large that PDF.js takes its time to reach it. */
  heavy: boolean;
  documentId: string;
  number: number;
  scale: number;
  turn: Turn;
  onSize(number: number, size: Size): void;
}

export function PdfPage({ file, heavy, documentId, number, scale, turn, onSize }: PdfPageProps) {
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    void file?.size(number).then(
      (size) => onSize(number, size),
      () => setFailed(true),
    );
  }, [file, number, onSize]);

  useEffect(() => {
    if (file === null) return undefined;
    const stop = new AbortController();
    const canvas = document.createElement('canvas');
    void (async () => {
      try {
        const drawn = await file.draw(number, canvas, scale, turn, stop.signal);
        if (!drawn || stop.signal.aborted) return;
        picture.current?.replaceChildren(canvas);
        setShown(true);
        if (text.current !== null) await file.layText(number, text.current, scale, turn, stop.signal);
      } catch {
        if (!stop.signal.aborted) setFailed(true);
      }
    })();
    return () => stop.abort();
  }, [file, number, scale, turn]);

  if (failed) return <PagePicture documentId={documentId} number={number} turn={turn} />;
  return (
    <>
      {heavy && !shown && <PagePicture documentId={documentId} number={number} turn={turn} />}
      <div ref={picture} className={css.picture} data-testid="pdf-page" />
      <div ref={text} className={css.textLayer} data-testid="pdf-text" />
    </>
  );
}
