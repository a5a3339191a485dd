/** A small picture of a page of a PDF. */
import { useEffect, useRef } from 'react';
import type { PdfFile } from './openPdf.ts';

const WIDTH = 96;

export function PdfThumbnail({ file, number }: { file: PdfFile; number: number }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    const canvas = document.createElement('canvas');
    void (async () => {
      try {
        const { width } = await file.size(number);
        if (stop.signal.aborted) return;
        if (await file.draw(number, canvas, WIDTH / width, 0, stop.signal)) place.current?.replaceChildren(canvas);
      } catch {
        // A page that cannot be drawn says so in the column; its small picture stays white.
      }
    })();
    return () => stop.abort();
  }, [file, number]);
  return <span ref={place} />;
}
