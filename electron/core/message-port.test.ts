/** The contract over a MessagePort, as the desktop window carries it. */
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { afterAll, beforeAll } from 'vitest';
import { contractSuite } from './testing/contract.suite.ts';
import { type Client, startTestApp, type TestApp } from './testing/app.ts';

let started: TestApp;
let client: Client;
const { port1, port2 } = new MessageChannel();

beforeAll(async () => {
  started = await startTestApp();
  new RPCHandler(started.app.router, started.app.handlerOptions).upgrade(port1);
  port1.start();
  client = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
});
afterAll(async () => {
  port1.close();
  await started.end();
});

contractSuite('MessagePort', () => ({ client, folder: join(started.dataDir, 'dropped') }));
