/** Why a database is not opened. Nothing was changed when this is thrown. */
export type RefusalReason = 'sqlite-too-old' | 'pragma-differs' | 'newer-schema' | 'foreign-file' | 'unreadable';

export class StorageRefused extends Error {
  readonly reason: RefusalReason;
  readonly details: Record<string, unknown>;

  constructor(reason: RefusalReason, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'StorageRefused';
    this.reason = reason;
    this.details = details;
  }
}
