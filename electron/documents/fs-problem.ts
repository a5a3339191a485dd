/** The file system's errors in the contract's codes. */
import { CodedError, type ErrorCode } from '../contract/index.ts';

const CODES: Record<string, ErrorCode> = {
  ENOENT: 'file-vanished',
  ENOTDIR: 'file-vanished',
  ENAMETOOLONG: 'file-vanished',
  ESTALE: 'file-vanished',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  EBUSY: 'permission-denied',
  EROFS: 'permission-denied',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  SQLITE_FULL: 'disk-full',
  ELOOP: 'not-a-regular-file',
  EISDIR: 'not-a-regular-file',
  ENXIO: 'not-a-regular-file',
  ENODEV: 'not-a-regular-file',
};

/** An error with a code of the table; what is not the file system's stays as it is. */
export function fileProblem(error: unknown, name: string): unknown {
  if (error instanceof CodedError || !(error instanceof Error) || !('code' in error)) return error;
  const code = CODES[String(error.code)];
  return code === undefined ? error : new CodedError(code, error.message, { name, errno: String(error.code) });
}
