/** The system's menu: only what the system expects of every program; the page has its own commands. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** macOS needs an application menu for its shortcuts to work; elsewhere the page has the whole window. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null;
  return [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }];
}

export function installMenu(): void {
  const template = menuTemplate(process.platform);
  Menu.setApplicationMenu(template && Menu.buildFromTemplate(template));
}
