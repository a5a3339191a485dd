/**
 * Every error a person or a program can meet, with the HTTP status it travels under.
 * The renderer holds the words for each code in both languages (renderer/i18n).
 */
import { z } from 'zod';

export const ERROR_STATUS = {
  // the request
  'invalid-input': 422,
  unauthorized: 401,
  'forbidden-origin': 403,
  'forbidden-host': 400,
  'not-found': 404,
  'unknown-document': 404,
  'unknown-page': 404,
  'unknown-job': 404,
  'unknown-conversation': 404,
  'unknown-message': 404,
  'unknown-model': 404,
  'unknown-folder': 404,
  conflict: 409,
  'job-finished': 409,
  'answer-running': 409,
  'rate-limited': 429,
  // a file
  'unknown-type': 415,
  'empty-file': 422,
  'file-too-large': 413,
  'too-many-files': 413,
  'too-many-pages': 422,
  'library-full': 413,
  'password-required': 422,
  'protected-document': 422,
  'corrupt-file': 422,
  'no-pages': 422,
  'no-text': 422,
  'binary-file': 422,
  'unpacked-too-large': 422,
  'archive-unsafe': 422,
  'reader-timeout': 422,
  'reader-memory': 422,
  'reader-crashed': 422,
  'not-a-regular-file': 422,
  'file-vanished': 422,
  'file-changed': 422,
  'permission-denied': 422,
  'disk-full': 507,
  // the parts
  'engine-unavailable': 503,
  'vectors-unavailable': 503,
  'model-missing': 409,
  'model-corrupt': 422,
  'model-too-large': 422,
  'model-failed': 502,
  'endpoint-failed': 502,
  'download-failed': 502,
  'checksum-mismatch': 502,
  timeout: 504,
  cancelled: 499,
  'shutting-down': 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const ErrorCode = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]);

/** What an error carries besides its code: values for the words (file name, limit, page). */
export const ErrorDetails = z.object({ details: z.record(z.string(), z.unknown()).default({}) });
export type ErrorDetails = z.infer<typeof ErrorDetails>;

type ErrorMap = { [C in ErrorCode]: { status: (typeof ERROR_STATUS)[C]; data: typeof ErrorDetails } };

/** The same table in the form oRPC wants: each code a typed error. */
export const errorMap: ErrorMap = Object.fromEntries(
  Object.entries(ERROR_STATUS).map(([code, status]) => [code, { status, data: ErrorDetails }]),
) as ErrorMap;
