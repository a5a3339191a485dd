/** Plain values of the contract, free of zod: the only ones the renderer may import at run time. */

export { pickLanguage } from './language.ts';
export { findFormulas, type Formula } from './formulas.ts';

/** Every error code with the HTTP status it travels under. */
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
  'unknown-prompt': 404,
  'unknown-run': 404,
  conflict: 409,
  'job-finished': 409,
  'answer-running': 409,
  'prompt-not-editable': 409,
  'draft-changed': 409,
  'prompt-incomplete': 422,
  'run-not-replayable': 409,
  'run-unfinished': 409,
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
  // our own data
  'storage-full': 507,
  'storage-readonly': 507,
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

export const FINAL_JOB_STATES = ['completed', 'failed', 'cancelled'] as const;
