/** The browser's channel: a WebSocket to the host that served the page, let in by its cookie. */
import { RPCLink } from '@orpc/client/websocket';
import type { Opener } from './channel.ts';
import { ensureSession } from './session.ts';

const OPEN_LIMIT_MS = 10_000;

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.close();
      reject(new Error('the host did not answer in time'));
    }, OPEN_LIMIT_MS);
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error('the host refused the connection')), { once: true });
    socket.addEventListener('open', () => clearTimeout(timer), { once: true });
    socket.addEventListener('close', () => clearTimeout(timer), { once: true });
  });
}

export const openSocket: Opener = async () => {
  await ensureSession();
  const url = new URL('/rpc', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  await opened(socket);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  return { link: new RPCLink({ websocket: socket }), closed };
};
