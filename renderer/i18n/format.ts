/** Numbers, sizes, times and order as each language writes them. */
import type { Language } from '../../electron/contract/index.ts';

/** British English: day before month, 24 hours, as people here read it. */
const LOCALE: Record<Language, string> = { hr: 'hr-HR', en: 'en-GB' };

export interface Formats {
  /** 1.234,5 */
  number(value: number, digits?: number): string;
  /** 0,60: as many digits in every row of a column. */
  fixed(value: number, digits: number): string;
  /** 62 % from 0.62; never 100 % before it is whole. */
  percent(fraction: number): string;
  /** 4,7 GB, in powers of 1000 as disks are sold. */
  bytes(bytes: number): string;
  /** 5. svibnja 2026. */
  date(iso: string): string;
  /** 14:05 */
  time(iso: string): string;
  /** 5. svibnja 2026. 14:05 */
  dateTime(iso: string): string;
  /** 5. 5. 2026., in English 5 May 2026: for columns */
  shortDate(iso: string): string;
  /** 40 s, 3 min, 2 h 10 min */
  duration(seconds: number): string;
  /** Names in the order of the language's alphabet: c č ć d dž đ. Numbers inside by value. */
  compare(a: string, b: string): number;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function createFormats(language: Language): Formats {
  const locale = LOCALE[language];
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const collator = new Intl.Collator(locale, { numeric: true });
  const number = (value: number, digits = 1): string => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);

  return {
    number,
    fixed: (value, digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    percent: (fraction) => percent.format(fraction >= 1 ? 1 : Math.floor(Math.max(0, fraction) * 100) / 100),
    bytes: (bytes) => {
      const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
      const value = bytes / 1000 ** step;
      return `${number(value, step < 2 || value >= 100 ? 0 : 1)}\u00a0${SIZES[step] ?? 'B'}`;
    },
    date: (iso) => date.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    dateTime: (iso) => `${date.format(new Date(iso))} ${time.format(new Date(iso))}`,
    shortDate: (iso) => {
      const at = new Date(iso);
      // The locale's own short form has leading zeros, which Croatian orthography does not.
      return language === 'hr' ? `${at.getDate()}. ${at.getMonth() + 1}. ${at.getFullYear()}.` : shortDate.format(at);
    },
    duration: (seconds) => {
      const whole = Math.max(1, Math.round(seconds));
      if (whole < 60) return `${whole}\u00a0s`;
      const minutes = Math.round(whole / 60);
      if (minutes < 60) return `${minutes}\u00a0min`;
      const rest = minutes % 60;
      return rest === 0 ? `${Math.floor(minutes / 60)}\u00a0h` : `${Math.floor(minutes / 60)}\u00a0h ${rest}\u00a0min`;
    },
    compare: collator.compare,
  };
}
