import { useEffect, useRef } from 'react';
import { useWords } from '../../i18n/index.ts';
import { attempt, provideCommand } from '../../state/index.ts';
import { bridge } from '../../transport/index.ts';
import { chosen } from './collect.ts';
import { handOverFiles, handOverPaths } from './handOver.ts';

/** Carries out 'add files' and 'add a folder': dialogs of the system in the window, hidden inputs in a browser. */
export function Pickers() {
  const { t } = useWords();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  useEffect(() => {
    folder.current?.setAttribute('webkitdirectory', '');
    const pick = (what: 'files' | 'folder', input: HTMLInputElement | null) => (): void => {
      const desktop = bridge();
      if (desktop) attempt(async () => handOverPaths(await desktop.choosePaths(what)));
      else input?.click();
    };
    const stops = [provideCommand('add-files', pick('files', files.current)), provideCommand('add-folder', pick('folder', folder.current))];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  const take = (input: HTMLInputElement): void => {
    const picked = [...(input.files ?? [])];
    input.value = '';
    if (picked.length > 0) attempt(() => handOverFiles(chosen(picked), t('ingest.nothing')));
  };
  return (
    <>
      <input ref={files} type="file" multiple hidden tabIndex={-1} aria-label={t('ingest.addFiles')} data-testid="file-input" onChange={(event) => take(event.target)} />
      <input ref={folder} type="file" multiple hidden tabIndex={-1} aria-label={t('ingest.addFolder')} onChange={(event) => take(event.target)} />
    </>
  );
}
