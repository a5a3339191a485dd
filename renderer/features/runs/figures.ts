/** The figures of a run, each once: with its words, its value and what a difference of it means. */
import type { RunDetail } from '../../../electron/contract/index.ts';
import type { Formats, Translate } from '../../i18n/index.ts';
import { outcome, promptVersionName, span } from './words.ts';

export interface Figure {
  name: string;
  /** As it is shown; null: there is none. */
  shown: string | null;
  /** For a difference; null: it is not a number. */
  value: number | null;
  /** A difference, without its sign. */
  amount(difference: number): string;
}

const SUPPORT = ['supported', 'weak', 'unsupported', 'unchecked'] as const;

export function figuresOf(t: Translate, format: Formats, run: RunDetail): Figure[] {
  const text = (name: string, shown: string | null): Figure => ({ name, shown, value: null, amount: () => '' });
  const count = (name: string, value: number | null, shown?: string): Figure => ({ name, shown: value === null ? null : (shown ?? format.number(value, 0)), value, amount: (by) => format.number(by, 0) });
  const time = (name: string, value: number | null): Figure => ({ name, shown: value === null ? null : span(t, format, value), value, amount: (by) => span(t, format, by) });
  const { support, sent } = run;
  return [
    text(t('runs.facts.status'), outcome(t, run)),
    text(t('runs.facts.model'), run.model),
    text(t('runs.facts.prompt'), run.promptVersion && promptVersionName(t, run.promptVersion)),
    count(t('runs.facts.passages'), sent?.given.length ?? null, sent ? t('runs.facts.passagesOf', { given: sent.given.length, total: run.sources }) : ''),
    count(t('runs.facts.tokensIn'), run.promptTokens, run.promptTokens === null ? '' : [format.number(run.promptTokens, 0), run.reusedTokens ? `(${t('runs.facts.reused', { count: run.reusedTokens })})` : ''].join(' ').trim()),
    count(t('runs.facts.tokensOut'), run.outputTokens),
    time(t('runs.facts.firstToken'), run.firstTokenMs),
    { name: t('runs.facts.speed'), shown: run.tokensPerSecond === null ? null : t('chat.inspector.tokensPerSecond', { value: format.number(run.tokensPerSecond) }), value: run.tokensPerSecond, amount: (by) => format.number(by) },
    time(t('runs.facts.total'), run.totalMs),
    ...SUPPORT.flatMap((name) => (name === 'unchecked' && !support?.unchecked ? [] : [count(t('runs.facts.supportOf', { support: t(`chat.support.${name}`) }), support?.[name] ?? null)])),
  ];
}

/** `+1,2 s`; nothing where one of the two is missing or they are the same. */
export function differenceOf(a: Figure | undefined, b: Figure | undefined): string {
  if (!a || !b || a.value === null || b.value === null || a.value === b.value) return '';
  const by = b.value - a.value;
  return `${by > 0 ? '+' : '−'}${b.amount(Math.abs(by))}`;
}
