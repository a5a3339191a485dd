/** A job's progress in words: the stage, and how far within it. */
import type { JobProgress } from '../../electron/contract/index.ts';
import type { Formats } from './format.ts';
import type { Translate } from './index.ts';

/** Stages counted in bytes. */
const IN_BYTES = ['copying', 'downloading', 'paused', 'verifying'];

export function stageWords(t: Translate, format: Formats, { stage, done, total }: JobProgress): string | null {
  if (stage === null) return null;
  const name = t(`jobs.stages.${stage}`);
  if (done === null || total === null || total <= 0) return name;
  if (IN_BYTES.includes(stage)) return t('jobs.bytesOf', { stage: name, done: format.bytes(done), total: format.bytes(total) });
  const values = { stage: name, done: format.number(done), total: format.number(total) };
  if (stage === 'reading') return t('jobs.readingPage', values);
  if (stage === 'recognising') return t('jobs.recognisingPage', values);
  return t('jobs.bytesOf', values);
}
