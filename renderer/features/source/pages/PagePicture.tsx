/** The page as the engine draws it: for images and scans, and where PDF.js fails on a page. */
import { useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { pagePictureUrl } from '../data/originals.ts';
import type { Turn } from './geometry.ts';
import css from './pages.module.css';

interface PagePictureProps {
  documentId: string;
  number: number;
  turn: Turn;
  /** Told the picture's own width and height once it is there. */
  onShape?(width: number, height: number): void;
}

/** Sharp at twice the width of an ordinary pane. */
const WIDTH = 1600;

export function PagePicture({ documentId, number, turn, onShape }: PagePictureProps) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <div className={css.pageFailed} role="alert">
        <strong>{t('source.pageFailed.title')}</strong>
        <span>{t('source.pageFailed.text')}</span>
      </div>
    );
  }
  return (
    <img
      className={css.image}
      data-turn={turn}
      src={pagePictureUrl(documentId, number, WIDTH)}
      alt={t('source.unitLong.page', { number })}
      onLoad={(event) => onShape?.(event.currentTarget.naturalWidth, event.currentTarget.naturalHeight)}
      onError={() => setFailed(true)}
      draggable={false}
    />
  );
}
