import type { Problem } from '../contract/index.ts';

/**
 * What the engine could not do. `code` is one of the contract's error codes.
 * `permanent`: trying again gives the same answer (a damaged file); otherwise it may work later.
 */
export class EngineProblem extends Error implements Problem {
  override readonly name = 'EngineProblem';
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly permanent: boolean;

  constructor(code: string, message: string, details: Record<string, unknown> = {}, permanent = false) {
    super(message);
    this.code = code;
    this.details = details;
    this.permanent = permanent;
  }
}

/** The engine is not there, or went away in the middle. */
export function unavailable(why: string): EngineProblem {
  return new EngineProblem('engine-unavailable', `The engine does not answer: ${why}`);
}
