/** Images and many-page scans: each page as the engine draws it, so that marks stand where its text was read. */
import { useWords } from '../../../i18n/index.ts';
import { client } from '../../../transport/index.ts';
import { useLoad } from '../data/useLoad.ts';
import { pagePictureUrl } from '../data/originals.ts';
import type { ViewProps } from '../viewer/view.ts';
import css from '../viewer/viewer.module.css';
import type { Size } from './geometry.ts';
import { PagePicture } from './PagePicture.tsx';
import { PageView } from './PageView.tsx';

/** Where a page's own size is not told: the shape of a sheet. */
const SHEET: Size = { width: 1240, height: 1754 };
const NONE: readonly Size[] = [];

function sizeOf(page: { width: number | null; height: number | null }): Size {
  return page.width !== null && page.height !== null ? { width: page.width, height: page.height } : SHEET;
}

export function ImageView(props: ViewProps) {
  const { t } = useWords();
  const { id } = props.document;
  const first = useLoad(id, async (signal) => sizeOf(await client.documents.page({ id, page: 1 }, { signal })));
  if (first.state === 'loading') return <p className={css.quiet}>{t('source.opening')}</p>;
  const usual = first.state === 'ready' ? first.value : SHEET;
  return (
    <PageView
      {...props}
      count={Math.max(1, props.document.pages ?? props.pages.length)}
      sizes={NONE}
      usual={usual}
      draw={({ number, onSize }) => (
        <PagePicture
          documentId={id}
          number={number}
          turn={props.turn}
          // The picture's shape tells the page's: its width is taken as usual, its height follows.
          onShape={(width, height) => onSize(number, { width: usual.width, height: (usual.width * height) / width })}
        />
      )}
      thumbnail={(number) => <img src={pagePictureUrl(id, number, 192)} alt="" loading="lazy" />}
    />
  );
}
