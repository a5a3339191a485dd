/** Whatever a room throws, as an error of the contract: a caller never sees a stack or a path it did not name. */
import { ORPCError } from '@orpc/client';
import { ZodError } from 'zod';
import { CodedError, ERROR_STATUS, ErrorCode, type Problem } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import { storageProblem } from '../storage/index.ts';

/** Rooms throw `CodedError`; what else is no matter of the disk is `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError) return orpcProblem(error);
  if (error instanceof ZodError) return { code: 'invalid-input', message: 'The input has another shape', details: { issues: issuesOf(error.issues) } };
  if (error instanceof CodedError) return { code: error.code, message: error.message, details: error.details };
  return storageProblem(error) ?? { code: 'internal', message: 'Something went wrong inside', details: {} };
}

export function statusOf(problem: Problem): number {
  const code = ErrorCode.safeParse(problem.code);
  return code.success ? ERROR_STATUS[code.data] : ERROR_STATUS.internal;
}

/** The same in the form that travels over oRPC; `internal` errors are logged with what they were. */
export function toORPCError(error: unknown, log: Log): ORPCError<string, { details: Record<string, unknown> }> {
  const problem = problemOf(error);
  if (problem.code === 'internal') log.error('a call failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  return new ORPCError(problem.code, { status: statusOf(problem), message: problem.message, data: { details: problem.details } });
}

function orpcProblem(error: ORPCError<string, unknown>): Problem {
  const code = ErrorCode.safeParse(error.code);
  if (code.success) return { code: code.data, message: error.message, details: detailsOf(error.data) };
  // What oRPC itself refuses: input of another shape, a body that is not JSON, an address without a procedure.
  if (error.status === 404) return { code: 'not-found', message: 'There is no such call', details: {} };
  if (error.status < 500) {
    const data: unknown = error.data;
    const issues = typeof data === 'object' && data !== null && 'issues' in data && Array.isArray(data.issues) ? issuesOf(data.issues) : [];
    return { code: 'invalid-input', message: error.message, details: { issues } };
  }
  return { code: 'internal', message: 'Something went wrong inside', details: {} };
}

function detailsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || !('details' in value)) return {};
  const { details } = value;
  return typeof details === 'object' && details !== null ? { ...details } : {};
}

/** Where in the input and what was wrong, without repeating the input. */
function issuesOf(issues: readonly unknown[]): { path: string; message: string }[] {
  return issues.map((issue) => {
    const path = typeof issue === 'object' && issue !== null && 'path' in issue && Array.isArray(issue.path) ? issue.path.map(String).join('.') : '';
    const message = typeof issue === 'object' && issue !== null && 'message' in issue ? String(issue.message) : '';
    return { path, message };
  });
}
