import { Problem } from '../contract/index.ts';
import { storageProblem } from '../storage/index.ts';

/** An error of any room as it is stored with a message. */
export function toProblem(error: unknown): Problem {
  const coded = Problem.safeParse(error);
  if (coded.success) return coded.data;
  return storageProblem(error) ?? { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}
