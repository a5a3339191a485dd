import { CodedError } from '../contract/index.ts';

/** A stop is obeyed at once, whatever the part that is working does with its signal. @throws CodedError cancelled */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CodedError('cancelled', 'The answer was stopped'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
