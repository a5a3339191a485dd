import { Fragment, useEffect, useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { provideCommand, SHORTCUTS } from '../../state/index.ts';
import { Dialog, Kbd } from '../../ui/index.ts';
import styles from './Palette.module.css';

/** `?`: all keys. */
export function Shortcuts() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  useEffect(() => provideCommand('shortcuts', () => setOpen(true)), []);
  const list: [string, string][] = [
    [t('app.shortcuts.palette'), SHORTCUTS.palette],
    [t('app.shortcuts.newConversation'), SHORTCUTS['new-conversation']],
    [t('app.shortcuts.focusQuestion'), SHORTCUTS['focus-question']],
    [t('app.shortcuts.addFiles'), SHORTCUTS['add-files']],
    [t('app.shortcuts.sidebar'), SHORTCUTS['toggle-sidebar']],
    [t('app.shortcuts.nextCitation'), SHORTCUTS['next-citation']],
    [t('app.shortcuts.previousCitation'), SHORTCUTS['previous-citation']],
    [t('source.find'), 'Mod F'],
    [t('source.zoomIn'), 'Mod +'],
    [t('source.zoomOut'), 'Mod −'],
    [t('source.fitWidth'), 'Mod 0'],
    [t('app.shortcuts.closeSource'), SHORTCUTS['close-source']],
    [t('app.shortcuts.conversation'), SHORTCUTS['go-chat']],
    [t('app.shortcuts.documents'), SHORTCUTS['go-documents']],
    [t('app.shortcuts.jobs'), SHORTCUTS['go-jobs']],
    [t('app.shortcuts.health'), SHORTCUTS['go-health']],
    [t('app.shortcuts.models'), SHORTCUTS['go-models']],
    [t('app.shortcuts.prompts'), SHORTCUTS['go-prompts']],
    [t('app.shortcuts.runs'), SHORTCUTS['go-runs']],
    [t('app.shortcuts.settings'), SHORTCUTS['go-settings']],
    [t('app.shortcuts.list'), SHORTCUTS.shortcuts],
  ];
  return (
    <Dialog open={open} wide onClose={() => setOpen(false)} title={t('app.shortcuts.title')}>
      <div className={styles.shortcuts}>
        {list.map(([label, keys]) => (
          <Fragment key={keys}>
            <span>{label}</span>
            <Kbd keys={keys} />
          </Fragment>
        ))}
      </div>
    </Dialog>
  );
}
