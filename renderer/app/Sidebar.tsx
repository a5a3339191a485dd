import { Activity, Boxes, FileText, History, ListChecks, PanelLeftClose, Plus, ScrollText, Settings, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { ConversationList } from '../features/chat/index.ts';
import { useWords } from '../i18n/index.ts';
import { type CommandName, go, isFinal, type Route, runCommand, SHORTCUTS, useJobs, useLibrary, useNavigation } from '../state/index.ts';
import { IconButton, Tooltip } from '../ui/index.ts';
import styles from './Sidebar.module.css';
import { TruthLine } from './TruthLine.tsx';

/** The left pane: workspace, conversations, documents, operations, settings, and the line that tells the truth. */
export function Sidebar() {
  const { t, format } = useWords();
  const route = useNavigation((navigation) => navigation.route);
  const documents = useLibrary((library) => library.stats?.documents);
  const jobs = useJobs((known) => known.byId);
  const running = useMemo(() => [...jobs.values()].filter((job) => !isFinal(job)).length, [jobs]);
  return (
    <nav className={styles.side} aria-label={t('app.nav.label')}>
      <div className={styles.head}>
        <img className={styles.mark} src="./favicon.svg" alt="" />
        <span className={styles.workspace}>{t('app.defaultWorkspace')}</span>
        <IconButton icon={PanelLeftClose} size="small" label={t('app.nav.collapse')} shortcut={SHORTCUTS['toggle-sidebar']} onClick={() => runCommand('toggle-sidebar')} />
      </div>
      <div className={styles.top}>
        <Tooltip text={t('app.nav.newConversation')} shortcut={SHORTCUTS['new-conversation']} side="right">
          <button type="button" className={styles.link} onClick={() => runCommand('new-conversation')}>
            <Plus size={16} aria-hidden />
            <span className={styles.label}>{t('app.nav.newConversation')}</span>
          </button>
        </Tooltip>
      </div>
      <div className={styles.conversations}>
        <ConversationList currentId={route.screen === 'chat' ? route.conversationId : null} />
      </div>
      <div className={styles.links}>
        <Link icon={FileText} label={t('app.nav.documents')} to={{ screen: 'documents' }} command="go-documents" current={route.screen === 'documents' || route.screen === 'document'} {...(documents !== undefined && { count: format.number(documents) })} />
        <p className={styles.group}>{t('app.nav.operations')}</p>
        <Link icon={ListChecks} label={t('app.nav.jobs')} to={{ screen: 'jobs' }} command="go-jobs" current={route.screen === 'jobs'} {...(running > 0 && { count: format.number(running) })} />
        <Link icon={Activity} label={t('app.nav.health')} to={{ screen: 'health' }} command="go-health" current={route.screen === 'health'} />
        <Link icon={Boxes} label={t('app.nav.models')} to={{ screen: 'models' }} command="go-models" current={route.screen === 'models'} />
        <Link icon={ScrollText} label={t('app.nav.prompts')} to={{ screen: 'prompts', versionId: null }} command="go-prompts" current={route.screen === 'prompts'} />
        <Link icon={History} label={t('app.nav.runs')} to={{ screen: 'runs' }} command="go-runs" current={route.screen === 'runs' || route.screen === 'run'} />
        <Link icon={Settings} label={t('app.nav.settings')} to={{ screen: 'settings' }} command="go-settings" current={route.screen === 'settings'} />
      </div>
      <TruthLine />
    </nav>
  );
}

interface LinkProps {
  icon: LucideIcon;
  label: string;
  to: Route;
  command: CommandName;
  current: boolean;
  count?: string;
}

function Link({ icon: Icon, label, to, command, current, count }: LinkProps) {
  const keys = SHORTCUTS[command];
  return (
    <Tooltip text={label} side="right" {...(keys !== null && { shortcut: keys })}>
      <button type="button" className={styles.link} aria-current={current ? 'page' : undefined} onClick={() => go(to)}>
        <Icon size={16} aria-hidden />
        <span className={styles.label}>{label}</span>
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </button>
    </Tooltip>
  );
}
