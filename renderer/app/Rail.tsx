import { Activity, Boxes, FileText, History, ListChecks, MessageSquare, PanelLeftOpen, Plus, ScrollText, Settings } from 'lucide-react';
import { useWords } from '../i18n/index.ts';
import { go, runCommand, SHORTCUTS, useNavigation } from '../state/index.ts';
import { IconButton } from '../ui/index.ts';
import styles from './Shell.module.css';

/** The left pane collapsed to its icons. */
export function Rail() {
  const { t } = useWords();
  const screen = useNavigation(({ route }) => route.screen);
  return (
    <nav className={styles.rail} aria-label={t('app.nav.label')}>
      <IconButton icon={PanelLeftOpen} side="right" label={t('app.nav.expand')} shortcut={SHORTCUTS['toggle-sidebar']} onClick={() => runCommand('toggle-sidebar')} />
      <IconButton icon={Plus} side="right" label={t('app.nav.newConversation')} shortcut={SHORTCUTS['new-conversation']} onClick={() => runCommand('new-conversation')} />
      <IconButton icon={MessageSquare} side="right" label={t('app.nav.conversation')} shortcut={SHORTCUTS['go-chat']} pressed={screen === 'chat'} onClick={() => runCommand('go-chat')} />
      <IconButton icon={FileText} side="right" label={t('app.nav.documents')} shortcut={SHORTCUTS['go-documents']} pressed={screen === 'documents' || screen === 'document'} onClick={() => go({ screen: 'documents' })} />
      <IconButton icon={ListChecks} side="right" label={t('app.nav.jobs')} shortcut={SHORTCUTS['go-jobs']} pressed={screen === 'jobs'} onClick={() => go({ screen: 'jobs' })} />
      <IconButton icon={Activity} side="right" label={t('app.nav.health')} shortcut={SHORTCUTS['go-health']} pressed={screen === 'health'} onClick={() => go({ screen: 'health' })} />
      <IconButton icon={Boxes} side="right" label={t('app.nav.models')} shortcut={SHORTCUTS['go-models']} pressed={screen === 'models'} onClick={() => go({ screen: 'models' })} />
      <IconButton icon={ScrollText} side="right" label={t('app.nav.prompts')} shortcut={SHORTCUTS['go-prompts']} pressed={screen === 'prompts'} onClick={() => runCommand('go-prompts')} />
      <IconButton icon={History} side="right" label={t('app.nav.runs')} shortcut={SHORTCUTS['go-runs']} pressed={screen === 'runs' || screen === 'run'} onClick={() => runCommand('go-runs')} />
      <IconButton icon={Settings} side="right" label={t('app.nav.settings')} shortcut={SHORTCUTS['go-settings']} pressed={screen === 'settings'} onClick={() => go({ screen: 'settings' })} />
    </nav>
  );
}
