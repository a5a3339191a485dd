import { useEffect, useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { preparePdf, SourcePane } from '../features/source/index.ts';
import { useWords } from '../i18n/index.ts';
import { useLibrary, useNavigation, useSource } from '../state/index.ts';
import { Banners } from './Banners.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { keepSourceWidth, sourceWidth, useLayout, useNarrow } from './layout.ts';
import { Rail } from './Rail.tsx';
import { CurrentScreen } from './screens.tsx';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';

/** Three panes: what there is, the work, the source. */
export function Shell() {
  const { t } = useWords();
  const sidebar = useLayout((layout) => layout.sidebar);
  const place = useNavigation(({ route }) => JSON.stringify(route));
  const documentId = useSource(({ address }) => address?.documentId);
  const narrow = useNarrow();
  const searchable = useLibrary(({ stats }) => (stats?.searchable ?? 0) > 0);
  // What had the focus went with the screen it was on: the next key begins at the new one, not at the top of the window.
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [place]);
  useEffect(() => (searchable ? preparePdf() : undefined), [searchable]);
  const source = documentId !== undefined && (
    <ErrorBoundary place={documentId}>
      <SourcePane />
    </ErrorBoundary>
  );
  return (
    <div className={styles.shell}>
      <Banners />
      <div className={styles.panes}>
        {sidebar ? <Sidebar /> : <Rail />}
        <main ref={main} className={styles.work} tabIndex={-1}>
          <Group id="panes" orientation="horizontal">
            <Panel id="middle" minSize={360}>
              <div className={styles.middle}>
                <ErrorBoundary place={place}>
                  <CurrentScreen />
                </ErrorBoundary>
              </div>
            </Panel>
            {source && !narrow && (
              <>
                <Separator className={styles.handle} aria-label={t('app.source.resize')} />
                <Panel id="source" defaultSize={sourceWidth()} minSize={320} groupResizeBehavior="preserve-pixel-size" onResize={({ inPixels }) => keepSourceWidth(inPixels)}>
                  <div className={styles.right}>{source}</div>
                </Panel>
              </>
            )}
          </Group>
          {source && narrow && <div className={styles.cover}>{source}</div>}
        </main>
      </div>
    </div>
  );
}
