/** Whatever was thrown, as a problem with a code that has words. */
import { ORPCError } from '@orpc/client';
import type { ErrorCode, Problem } from '../../electron/contract/index.ts';
import { ERROR_STATUS } from '../../electron/contract/values.ts';
import { ConnectionLost } from './channel.ts';

/** Codes of the contract, those only the interface can meet, and `password-required` told apart by its details. */
export type ShownCode = ErrorCode | 'connection-lost' | 'password-wrong' | 'password-useless';

/** The code whose words a person reads. */
export function shownCode({ code, details }: Problem): ShownCode {
  if (code === 'connection-lost') return code;
  if (code === 'password-required' && details['opens'] === false) return 'password-useless';
  if (code === 'password-required' && details['wrong'] === true) return 'password-wrong';
  return isErrorCode(code) ? code : 'internal';
}

/** Whether entering a password is a way on. */
export const opensWithPassword = (problem: Problem): boolean => ['password-required', 'password-wrong'].includes(shownCode(problem));

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_STATUS, code);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export function toProblem(error: unknown): Problem {
  if (error instanceof ConnectionLost) return { code: 'connection-lost', message: error.message, details: {} };
  if (error instanceof ORPCError) {
    const data: unknown = error.data;
    const details = isRecord(data) && isRecord(data['details']) ? data['details'] : {};
    return { code: isErrorCode(error.code) ? error.code : fallbackCode(error.status), message: error.message, details };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}

function fallbackCode(status: number): ErrorCode {
  if (status === 401) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status === 400 || status === 422) return 'invalid-input';
  return 'internal';
}
