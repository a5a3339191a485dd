/** Puts the appearance on the page: what is set, else what the system has. Remembered for the first paint of the next start. */
import type { Settings } from '../../electron/contract/index.ts';
import { useSettings } from '../state/index.ts';

const KEY = 'sova.theme';

const remembered = (): Settings['theme'] => {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

export function followTheme(): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  let theme = remembered();
  const show = (): void => {
    const dark = theme === 'system' ? system.matches : theme === 'dark';
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  };
  system.addEventListener('change', show);
  useSettings.subscribe(({ settings }) => {
    if (!settings || settings.theme === theme) return;
    theme = settings.theme;
    localStorage.setItem(KEY, theme);
    show();
  });
  show();
}
