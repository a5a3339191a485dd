/** What the web host answers to an upload. Pure. */
import type { Problem } from '../../../electron/contract/index.ts';
import { isErrorCode } from '../../transport/problem.ts';

export interface Sent {
  /** Files that were already in the library. */
  duplicates: number;
  rejected: { name: string; folder: string; problem: Problem }[];
}

export class SendFailed extends Error {
  override readonly name = 'SendFailed';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function problemOf(value: unknown): Problem {
  if (!isRecord(value)) return { code: 'internal', message: 'an answer of an unknown form', details: {} };
  const code = textOf(value['code']);
  return { code: isErrorCode(code) ? code : 'internal', message: textOf(value['message']), details: isRecord(value['details']) ? value['details'] : {} };
}

/** The last part of a path and what stands before it. */
export function splitPath(path: string): { name: string; folder: string } {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? { name: path, folder: '' } : { name: path.slice(slash + 1), folder: path.slice(0, slash) };
}

export function readAnswer(body: unknown): Sent {
  if (!isRecord(body)) throw new SendFailed(problemOf(body));
  return {
    duplicates: listOf(body['documents']).filter((document) => textOf(document['duplicate_of']) !== '').length,
    rejected: listOf(body['rejected']).map((file) => ({ ...splitPath(textOf(file['name'])), problem: problemOf(file) })),
  };
}
