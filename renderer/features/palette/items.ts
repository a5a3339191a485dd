/** What the palette offers by itself, with words and shortcut. */
import { Activity, Boxes, CircleHelp, FilePlus2, FileText, FolderPlus, History, ListChecks, MessageSquare, MessageSquarePlus, Monitor, Moon, PanelLeft, ScrollText, Settings as Gear, Sun, type LucideIcon } from 'lucide-react';
import type { Settings } from '../../../electron/contract/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { attempt, type CommandName, runCommand, SHORTCUTS, updateSettings } from '../../state/index.ts';

export interface PaletteItem {
  id: string;
  label: string;
  icon: LucideIcon;
  shortcut: string | null;
  run(): void;
}

const command = (name: CommandName, label: string, icon: LucideIcon): PaletteItem => ({ id: name, label, icon, shortcut: SHORTCUTS[name], run: () => runCommand(name) });
const setting = (id: string, label: string, icon: LucideIcon, patch: Partial<Settings>): PaletteItem => ({ id, label, icon, shortcut: null, run: () => attempt(() => updateSettings(patch)) });

export const places = (t: Translate): PaletteItem[] => [
  command('go-chat', t('app.nav.conversation'), MessageSquare),
  command('go-documents', t('app.nav.documents'), FileText),
  command('go-jobs', t('app.nav.jobs'), ListChecks),
  command('go-health', t('app.nav.health'), Activity),
  command('go-models', t('app.nav.models'), Boxes),
  command('go-prompts', t('app.nav.prompts'), ScrollText),
  command('go-runs', t('app.nav.runs'), History),
  command('go-settings', t('app.nav.settings'), Gear),
];

export const actions = (t: Translate): PaletteItem[] => [
  command('new-conversation', t('app.nav.newConversation'), MessageSquarePlus),
  command('add-files', t('app.palette.addFiles'), FilePlus2),
  command('add-folder', t('app.palette.addFolder'), FolderPlus),
  command('toggle-sidebar', t('app.shortcuts.sidebar'), PanelLeft),
  command('shortcuts', t('app.palette.shortcuts'), CircleHelp),
  setting('theme-light', t('app.palette.themeLight'), Sun, { theme: 'light' }),
  setting('theme-dark', t('app.palette.themeDark'), Moon, { theme: 'dark' }),
  setting('theme-system', t('app.palette.themeSystem'), Monitor, { theme: 'system' }),
  setting('language-hr', t('app.palette.toCroatian'), MessageSquare, { language: 'hr' }),
  setting('language-en', t('app.palette.toEnglish'), MessageSquare, { language: 'en' }),
];
