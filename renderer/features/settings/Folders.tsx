import { useCallback, useEffect, useState } from 'react';
import type { WatchedFolder } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, useLibrary } from '../../state/index.ts';
import { bridge, client } from '../../transport/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import { Section, Setting } from './parts.tsx';
import styles from './Settings.module.css';

/** Folders that are followed by themselves. */
export function Folders() {
  const { t } = useWords();
  const [folders, setFolders] = useState<readonly WatchedFolder[]>([]);
  const [path, setPath] = useState('');
  const read = useCallback(() => attempt(async () => setFolders(await client.documents.folders())), []);
  useEffect(() => {
    read();
    return useLibrary.subscribe((now, before) => {
      if (now.stats !== before.stats) read();
    });
  }, [read]);

  const watch = (wanted: string): void =>
    attempt(async () => {
      await client.documents.watchFolder({ path: wanted });
      setPath('');
      read();
    });
  const stop = (id: string): void =>
    attempt(async () => {
      await client.documents.unwatchFolder({ id });
      read();
    });
  const desktop = bridge();
  const choose = (): void =>
    attempt(async () => {
      const [chosen] = (await desktop?.choosePaths('folder')) ?? [];
      if (chosen !== undefined) watch(chosen);
    });
  return (
    <Section title={t('settings.sections.folders')}>
      <Setting label={t('settings.folders.label')} help={t('settings.folders.help')}>
        {desktop ? (
          <Button onClick={choose}>{t('settings.folders.add')}</Button>
        ) : (
          <>
            <TextField label={t('settings.folders.path')} placeholder={t('settings.folders.path')} value={path} onChange={setPath} />
            <Button disabled={path.trim() === ''} onClick={() => watch(path.trim())}>
              {t('settings.folders.watch')}
            </Button>
          </>
        )}
      </Setting>
      {folders.map((folder) => (
        <div key={folder.id} className={styles.setting}>
          <div className={styles.words}>
            <p className={styles.mono}>{folder.path}</p>
            <p className={styles.help}>
              {t(`settings.folders.states.${folder.state}`)} · {t('settings.folders.files', { count: folder.files })}
            </p>
          </div>
          <Button size="small" onClick={() => stop(folder.id)}>
            {t('settings.folders.stop')}
          </Button>
        </div>
      ))}
    </Section>
  );
}
