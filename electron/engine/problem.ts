import { CodedError, ErrorCode } from '../contract/index.ts';

/**
 * What the engine could not do, under a code of the contract (one it does not know becomes `internal`).
 * `permanent`: trying again gives the same answer (a damaged file); otherwise it may work later.
 */
export class EngineProblem extends CodedError {
  readonly permanent: boolean;

  constructor(code: string, message: string, details: Record<string, unknown> = {}, permanent = false) {
    const known = ErrorCode.safeParse(code);
    super(known.success ? known.data : 'internal', message, known.success ? details : { ...details, code });
    this.name = 'EngineProblem';
    this.permanent = permanent;
  }
}

/** The engine is not there, or went away in the middle. */
export function unavailable(why: string): EngineProblem {
  return new EngineProblem('engine-unavailable', `The engine does not answer: ${why}`);
}
