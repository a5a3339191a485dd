/** A problem in words: what happened and what to do, with its code kept for small type. */
import type { Problem } from '../../electron/contract/index.ts';
import { shownCode, type ShownCode } from '../transport/problem.ts';
import type { Translate } from './index.ts';

export interface ProblemWords {
  what: string;
  todo: string;
  code: ShownCode;
}

export function problemWords(t: Translate, problem: Problem, file?: string): ProblemWords {
  const code = shownCode(problem);
  const named = file ?? (typeof problem.details['name'] === 'string' ? problem.details['name'] : null);
  const quoted = named === null ? '' : t('common.quoted', { text: named });
  const tidy = (text: string): string => text.replace(/ {2,}/g, ' ').trim();
  const what = tidy(t(`errors.${code}.what`, { file: quoted }));
  // Of one file among many: words that do not name it stand behind its name.
  const told = file === undefined || what.includes(quoted) ? what : `${quoted}: ${what}`;
  return { what: told, todo: tidy(t(`errors.${code}.todo`, { file: quoted })), code };
}
