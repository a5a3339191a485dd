import { useEffect } from 'react';
import { pickLanguage, setLanguage } from '../i18n/index.ts';
import { attempt, useHealth, useSettings } from '../state/index.ts';

/** Speaks the chosen language, else the system's. */
export function useLanguage(): void {
  const chosen = useSettings(({ settings }) => settings?.language);
  // In a browser the person's own languages count, not those of the machine that serves the page.
  const locales = useHealth(({ info }) => (info?.host === 'desktop' ? info.locales : null));
  useEffect(() => {
    if (chosen === undefined) return;
    const system = locales && locales.length > 0 ? locales : navigator.languages;
    attempt(() => setLanguage(pickLanguage(chosen, system)));
  }, [chosen, locales]);
}
