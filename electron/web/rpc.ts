/** The contract over a WebSocket: who may open one, and an answer no faster than its reader. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { App } from '../core/index.ts';
import { callerOf } from './exchange.ts';
import { type Keys, refuseCaller } from './guards.ts';

const RPC_PATH = '/rpc';
const MAX_MESSAGE = 16 * 1024 * 1024;
const GOING_AWAY = 1001;
const STATUS = { 'forbidden-host': '400 Bad Request', 'forbidden-origin': '403 Forbidden', unauthorized: '401 Unauthorized' } as const;

export interface RpcEndpoint {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every client that the host goes away. */
  close(): void;
}

export function createRpcEndpoint(app: App, keys: Keys): RpcEndpoint {
  const handler = new RPCHandler(app.router, app.handlerOptions);
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });

  return {
    upgrade(request, socket, head) {
      const refused = refuseCaller(callerOf(request), keys);
      const path = URL.parse(`http://sova.invalid${request.url ?? '/'}`)?.pathname;
      if (refused) return refuse(socket, STATUS[refused]);
      if (path !== RPC_PATH) return refuse(socket, '404 Not Found');
      socket.on('error', () => socket.destroy());
      server.handleUpgrade(request, socket, head, (ws) => {
        ws.on('error', () => ws.terminate());
        void handler.upgrade(paced(ws));
      });
    },
    close() {
      for (const client of server.clients) {
        client.close(GOING_AWAY);
        // A client that does not say goodbye is not waited for.
        setTimeout(() => client.terminate(), 500).unref();
      }
      server.close();
    },
  };
}

/**
 * `send` resolves when the bytes have left: oRPC takes the next event of a stream only then,
 * so a slow reader holds back its streams instead of filling our memory.
 */
function paced(ws: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: ws.addEventListener.bind(ws),
    // oRPC waits for what `send` returns, though the type of a WebSocket's own returns nothing.
    // oxlint-disable-next-line typescript/no-misused-promises
    send: (data: Parameters<WebSocket['send']>[0]) =>
      new Promise<void>((resolve, reject) => {
        ws.send(data, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
