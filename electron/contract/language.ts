import type { Language } from './common.ts';

/** The first of the wanted languages that we speak; Croatian's neighbours read Croatian more easily than English. */
export function pickLanguage(chosen: Language | null, locales: readonly string[]): Language {
  if (chosen) return chosen;
  for (const locale of locales) {
    const base = locale.toLowerCase().split(/[-_]/)[0];
    if (base === 'en') return 'en';
    if (base === 'hr' || base === 'bs' || base === 'sr' || base === 'sh') return 'hr';
  }
  return 'en';
}
