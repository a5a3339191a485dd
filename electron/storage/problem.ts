/** What our own disk refuses, in the contract's codes. */
import type { ErrorCode, Problem } from '../contract/index.ts';

const CODES: readonly (readonly [code: RegExp, means: ErrorCode])[] = [
  [/^(?:SQLITE_FULL|ENOSPC|EDQUOT)$/, 'storage-full'],
  [/^(?:SQLITE_READONLY\w*|EROFS)$/, 'storage-readonly'],
];

/** null: it is no matter of the disk. */
export function storageProblem(error: unknown): Problem | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = CODES.find(([pattern]) => pattern.test(code));
  return known === undefined ? null : { code: known[1], message: `The disk refused: ${code}`, details: {} };
}
