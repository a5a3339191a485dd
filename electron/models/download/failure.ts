/** Why a file could not be fetched; `retry` says whether the same request may work a moment later. */
import type { ErrorCode } from '../../contract/index.ts';

export class DownloadError extends Error {
  readonly code: Extract<ErrorCode, 'download-failed' | 'checksum-mismatch' | 'file-changed' | 'disk-full' | 'cancelled'>;
  readonly retry: boolean;

  constructor(code: DownloadError['code'], message: string, retry = false) {
    super(message);
    this.name = 'DownloadError';
    this.code = code;
    this.retry = retry;
  }
}
