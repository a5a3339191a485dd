/** The web host of a real application, and a client of its API that sends whatever it is told to. */
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { type Client, root, startTestApp, type TestApp } from '../../core/testing/app.ts';
import { startWebHost, type WebHost } from '../host.ts';

export interface TestHost extends TestApp {
  host: WebHost;
}

export async function startTestHost(): Promise<TestHost> {
  const started = await startTestApp();
  const host = await startWebHost({ app: started.app, rendererDir: join(root, 'electron/web/testing/fixtures/page'), port: 0, log: started.app.log });
  return {
    ...started,
    host,
    async end() {
      await host.close();
      await started.end();
    },
  };
}

export function openClient(host: Pick<WebHost, 'url' | 'token'>, headers: Record<string, string> = { authorization: `Bearer ${host.token}` }): { client: Client; socket: WebSocket } {
  const socket = new WebSocket(`${host.url.replace('http', 'ws')}/rpc`, { headers });
  return { client: createORPCClient(new RPCLink({ websocket: asBrowsers(socket) })), socket };
}

/** A browser's WebSocket cannot send a header, and this one's events are not the browser's. */
function asBrowsers(socket: WebSocket) {
  const events = new EventTarget();
  socket.on('open', () => events.dispatchEvent(new Event('open')));
  socket.on('close', (code) => events.dispatchEvent(new CloseEvent('close', { code })));
  socket.on('message', (data: Buffer) => events.dispatchEvent(new MessageEvent('message', { data: data.toString() })));
  return {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    send: (data: string | ArrayBufferLike | Blob | ArrayBufferView) => socket.send(data),
    get readyState() {
      return socket.readyState;
    },
  };
}
