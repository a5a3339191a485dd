/** A run in a few words. */
import type { Run } from '../../../electron/contract/index.ts';
import type { Formats, Translate } from '../../i18n/index.ts';
import type { Tone } from '../../ui/index.ts';

export const TONE: Record<Run['status'], Tone> = { running: 'warning', complete: 'good', stopped: 'idle', interrupted: 'idle', failed: 'danger' };

/** What came of it: the state, and for a finished one how it was answered. */
export function outcome(t: Translate, run: Run): string {
  if (run.status !== 'complete' || run.mode === null) return t(`runs.statuses.${run.status}`);
  if (run.fallback !== null && run.fallback !== 'no-model') return t('runs.instead', { reason: t(`chat.fallback.${run.fallback}`) });
  return t(`runs.modes.${run.mode}`);
}

/** A good outcome of the application may be a bad one of the model. */
export const toneOfRun = (run: Run): Tone => (run.fallback !== null && run.fallback !== 'no-model' && run.status === 'complete' ? 'warning' : TONE[run.status]);

const PARTS = /\/(hr|en)\/(\d+)$/u;

/** `answer/hr/3`: hrvatski, inačica 3; short where there is little room. */
export function promptVersionName(t: Translate, id: string, short = false): string {
  const [, language, number] = PARTS.exec(id) ?? [];
  if (language !== 'hr' && language !== 'en') return id;
  return t(short ? 'runs.promptShort' : 'runs.promptVersion', { language: t(`runs.promptLanguages.${language}`), number: number ?? '' });
}

/** 340 ms, 2,1 s, 12 min */
export function span(t: Translate, format: Formats, ms: number): string {
  if (ms < 1000) return t('runs.milliseconds', { value: format.number(ms, 0) });
  if (ms < 60_000) return t('runs.seconds', { value: format.number(ms / 1000, 1) });
  return format.duration(ms / 1000);
}
