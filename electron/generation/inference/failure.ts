import type { FailureCode } from '../protocol.ts';

/** An error of this process that the core understands. */
export class Failure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'Failure';
    this.code = code;
  }
}
