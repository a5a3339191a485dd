/** The typed client of the contract, over whatever channel is open at the moment of the call. */
import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../electron/contract/index.ts';
import type { Connection } from './connection.ts';

/** Everything but `api`, which is for other programs. */
export type Client = ContractRouterClient<Omit<Contract, 'api'>>;

/** How long a call waits for a lost core before it fails. */
const CALL_WAITS_MS = 15_000;

export function createClient(connection: Pick<Connection, 'channel'>): Client {
  const link: ClientLink<ClientContext> = {
    call: async (path, input, options) => {
      const { link } = await connection.channel({ limitMs: CALL_WAITS_MS, ...(options.signal && { signal: options.signal }) });
      return link.call(path, input, options);
    },
  };
  return createORPCClient<Client>(link);
}
