/** What every adapter (WebSocket, MessagePort, HTTP) does around a call: errors become the contract's. */
import { mapEventIterator, type ORPCError } from '@orpc/client';
import type { Log } from '../log/index.ts';
import { toORPCError } from './errors.ts';

export function handlerOptions(log: Log) {
  const translate = (error: unknown): ORPCError<string, unknown> => toORPCError(error, log);
  return {
    clientInterceptors: [
      async ({ next }: { next(): Promise<unknown> }): Promise<unknown> => {
        let output: unknown;
        try {
          output = await next();
        } catch (error) {
          throw translate(error);
        }
        // A stream can fail after it has begun.
        if (!isStream(output)) return output;
        return mapEventIterator(output, { value: async (value) => value, error: async (error) => translate(error) });
      },
    ],
  };
}

function isStream(output: unknown): output is AsyncIterator<unknown, unknown, undefined> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;
}
