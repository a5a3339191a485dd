/** The interface's words and formats in Croatian and English. */
import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../electron/contract/index.ts';
import { en } from './en/index.ts';
import { createFormats, type Formats } from './format.ts';
import { hr } from './hr/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    strictInterpolationChecks: false;
  }
}

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { hr: { translation: hr }, en: { translation: en } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    returnEmptyString: true,
  });
  markPage(language);
}

export async function setLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  await i18next.changeLanguage(language);
  markPage(language);
}

function markPage(language: Language): void {
  if (typeof document !== 'undefined') document.documentElement.lang = language;
}

export type Translate = typeof i18next.t;

/** Words, formats and the language of the interface. */
export function useWords(): { t: Translate; format: Formats; language: Language } {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'hr' ? 'hr' : 'en';
  const format = useMemo(() => createFormats(language), [language]);
  return { t, format, language };
}

export { pickLanguage } from '../../electron/contract/values.ts';
export type { Formats } from './format.ts';
