/** The application over HTTP on the loopback: its page, its files, its API, its WebSocket. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type App, problemOf, problemResponse, serveRenderer } from '../core/index.ts';
import { CodedError } from '../contract/index.ts';
import type { Log } from '../log/index.ts';
import { API_PREFIX, createApiRoutes } from './api-routes.ts';
import { type Exchange, exchangeOf, writeResponse } from './exchange.ts';
import { cookieName, isBearer, type Keys, refuseAddress, refuseCaller } from './guards.ts';
import { createRpcEndpoint } from './rpc.ts';

export interface WebHost {
  url: string;
  token: string;
  /** Refuses new requests, ends open streams, resolves when the port is free. */
  close(): Promise<void>;
}

const TOKEN_BYTES = 32;
const NO_STORE = { 'cache-control': 'no-store' };

/** Binds 127.0.0.1 only. Throws `CodedError` (`conflict`) when the port is taken. */
export async function startWebHost(o: { app: App; rendererDir: string; port: number; log: Log }): Promise<WebHost> {
  const server = createServer();
  const port = await listen(server, o.port);
  const keys: Keys = { port, token: secret(), session: secret() };
  o.log.hide(keys.token);
  o.log.hide(keys.session);
  const api = createApiRoutes(o.app);
  const rpc = createRpcEndpoint(o.app, keys);

  async function answer(exchange: Exchange): Promise<Response> {
    const { url, method, caller } = exchange;
    const isPage = !url.pathname.startsWith('/api/') && !url.pathname.startsWith('/files/') && url.pathname !== '/session';
    const refused = isPage || url.pathname === '/session' ? refuseAddress(caller, port) : refuseCaller(caller, keys);
    if (refused) throw new CodedError(refused, 'Refused');
    if (url.pathname === '/session') return session(exchange, keys);
    if (url.pathname.startsWith(`${API_PREFIX}/`)) return api(exchange);
    if (method !== 'GET' && method !== 'HEAD') throw new CodedError('not-found', 'There is no such call', { method });
    if (url.pathname.startsWith('/files/')) return o.app.serveFile({ pathname: url.pathname, query: url.searchParams, headers: exchange.headers, signal: exchange.signal });
    return serveRenderer(o.rendererDir, url.pathname);
  }

  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    void respond(incoming, outgoing);
  });
  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const exchange = exchangeOf(incoming, outgoing);
    const response = exchange === null ? problemResponse({ code: 'invalid-input', message: 'The address makes no sense', details: {} }) : await answer(exchange).catch((error: unknown) => failure(error));
    try {
      await writeResponse(response, outgoing);
    } catch (error) {
      o.log.debug('an answer was not taken to its end', { error });
      outgoing.destroy();
    }
  }
  function failure(error: unknown): Response {
    const problem = problemOf(error);
    if (problem.code === 'internal') o.log.error('a request failed', { error });
    return problemResponse(problem);
  }
  server.on('upgrade', (request, socket, head) => rpc.upgrade(request, socket, head));

  return {
    url: `http://127.0.0.1:${port}`,
    token: keys.token,
    async close() {
      const closed = once(server, 'close');
      server.close();
      rpc.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The page's way in: POST trades the access key for a cookie that no script can read; GET says whether it holds one. */
function session({ method, caller }: Exchange, keys: Keys): Response {
  if (method === 'GET' && refuseCaller(caller, keys) === null) return new Response(null, { status: 204, headers: NO_STORE });
  if (method === 'POST' && isBearer(caller, keys.token)) {
    return new Response(null, { status: 204, headers: { ...NO_STORE, 'set-cookie': `${cookieName(keys.port)}=${keys.session}; Path=/; HttpOnly; SameSite=Strict` } });
  }
  throw new CodedError('unauthorized', 'The access key is missing or wrong');
}

async function listen(server: Server, port: number): Promise<number> {
  // Long documents take long to read; a client that says nothing is cut off all the same.
  server.requestTimeout = 0;
  server.headersTimeout = 30_000;
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new CodedError('conflict', `Port ${port} is taken by another program`, { port });
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the host has no port');
  return address.port;
}

function secret(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}
