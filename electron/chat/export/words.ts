import type { Language, Support } from '../../contract/index.ts';

/** The words an exported file says itself; everything else in it is the conversation's. */
export interface ExportWords {
  page: string;
  used: string;
  alsoRead: string;
  /** Of a refusal. */
  nearest: string;
  excerpt: string;
  writtenBy: string;
  support: Partial<Record<Support, string>>;
  unfinished: string;
}

export const EXPORT_WORDS: Record<Language, ExportWords> = {
  hr: {
    page: 'stranica',
    used: 'Korišteno',
    alsoRead: 'Također pročitano',
    nearest: 'Najbliži odlomci',
    excerpt: 'Izvadak iz dokumenata',
    writtenBy: 'Napisao model',
    support: { weak: 'slabo potkrijepljeno', unsupported: 'nepotkrijepljeno' },
    unfinished: 'odgovor nije dovršen',
  },
  en: {
    page: 'page',
    used: 'Used',
    alsoRead: 'Also read',
    nearest: 'Nearest passages',
    excerpt: 'Excerpt from your documents',
    writtenBy: 'Written by',
    support: { weak: 'weakly supported', unsupported: 'unsupported' },
    unfinished: 'the answer was not finished',
  },
};
