import { Problem } from '../contract/index.ts';

/** An error of any room as it is stored with a message. */
export function toProblem(error: unknown): Problem {
  const coded = Problem.safeParse(error);
  if (coded.success) return coded.data;
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}
