/**
 * Every error a person or a program can meet, with the HTTP status it travels under.
 * The renderer holds the words for each code in both languages (renderer/i18n).
 */
import { z } from 'zod';
import { ERROR_STATUS } from './values.ts';

export { ERROR_STATUS };


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

/** An error that carries a code of the table: every room throws these, and the hosts carry them over unchanged. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  /** @param message for the log and for programs; people read the words the renderer has for `code`. */
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }
}
