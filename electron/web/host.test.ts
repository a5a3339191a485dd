/** The web host over a real application: the contract on its WebSocket, its HTTP API, and who may use them. */
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractSuite } from '../core/testing/contract.suite.ts';
import { apiSuite } from './testing/api.suite.ts';
import { openClient, startTestHost, type TestHost } from './testing/host.ts';
import { securitySuite } from './testing/security.suite.ts';

let running: TestHost;
let connection: ReturnType<typeof openClient>;

beforeAll(async () => {
  running = await startTestHost();
  connection = openClient(running.host);
  await once(connection.socket, 'open');
});
afterAll(async () => {
  await running.end();
});

contractSuite('WebSocket', () => ({ client: connection.client, folder: join(running.dataDir, 'dropped') }));
securitySuite(() => running.host);
apiSuite(() => running);

test('closing the host tells its clients', async () => {
  const { socket } = openClient(running.host);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await running.host.close();
  expect((await closed)[0]).toBe(1001);
});
