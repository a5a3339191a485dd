/** A data folder that cannot be used: said before there is a window that could say it, in the person's language. */
import { CodedError, type ErrorCode, type Language, pickLanguage } from '../contract/index.ts';

type Why = 'readonly' | 'full' | 'missing';

const WHY: Record<string, Why> = {
  EROFS: 'readonly',
  EACCES: 'readonly',
  EPERM: 'readonly',
  SQLITE_CANTOPEN: 'readonly',
  SQLITE_READONLY: 'readonly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  SQLITE_FULL: 'full',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
};
const CODE: Record<Why, ErrorCode> = { readonly: 'storage-readonly', full: 'storage-full', missing: 'storage-readonly' };
const WORDS: Record<Language, Record<Why, (folder: string) => string>> = {
  hr: {
    readonly: (folder) => `U mapu s podacima ${folder} ne može se pisati. Promijenite joj dopuštenja ili odaberite drugu: --data-dir MAPA.`,
    full: (folder) => `Na disku s mapom s podacima ${folder} više nema mjesta. Oslobodite prostor ili odaberite drugu mapu: --data-dir MAPA.`,
    missing: (folder) => `Mapa s podacima ${folder} ne može se stvoriti. Provjerite putanju ili odaberite drugu mapu: --data-dir MAPA.`,
  },
  en: {
    readonly: (folder) => `The data folder ${folder} cannot be written to. Change its permissions or choose another: --data-dir FOLDER.`,
    full: (folder) => `The disk with the data folder ${folder} is full. Free some space or choose another folder: --data-dir FOLDER.`,
    missing: (folder) => `The data folder ${folder} cannot be made. Check its path or choose another: --data-dir FOLDER.`,
  },
};

/** An error of the system in words; any other stays as it is. */
export function dataFolderProblem(error: unknown, dataDir: string, locales: readonly string[]): unknown {
  const errno = error instanceof Error && !(error instanceof CodedError) && 'code' in error ? String(error.code) : '';
  const why = WHY[errno];
  if (why === undefined) return error;
  return new CodedError(CODE[why], WORDS[pickLanguage(null, locales)][why](dataDir), { dataDir, errno });
}
