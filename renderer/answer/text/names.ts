/** How a source is called: its document and where in it. */
import type { Source } from '../../../electron/contract/index.ts';
import type { Translate } from '../../i18n/index.ts';

/** A printed page label is a number or a Roman one; anything else is a name of its own (a sheet, a chapter). */
const PRINTED = /^(\d+|[ivxlcdm]+)$/i;

export function pageName(t: Translate, source: Pick<Source, 'page' | 'pageLabel'>): string {
  if (source.pageLabel === null) return t('chat.page', { number: source.page });
  return PRINTED.test(source.pageLabel) ? t('chat.pageNamed', { label: source.pageLabel }) : source.pageLabel;
}

export function referenceLine(t: Translate, source: Source): string {
  return `[${source.number}] ${source.documentName}, ${pageName(t, source)}`;
}
