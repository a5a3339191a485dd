import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createProxySetting } from './proxy.ts';

const open: http.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: http.Server): Promise<number> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test('requests to other machines go through the proxy while it is set, requests to this one never', async () => {
  const target = await listen(http.createServer((request, response) => response.end(`served ${request.url}`)));
  const tunnels: string[] = [];
  const proxy = http.createServer();
  proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    tunnels.push(request.url ?? '');
    const onward = net.connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  const setting = createProxySetting();
  setting.apply(`http://127.0.0.1:${await listen(proxy)}`);
  try {
    expect(await (await fetch('http://hub.invalid/model')).text()).toBe('served /model');
    expect(await (await fetch(`http://127.0.0.1:${target}/own`)).text()).toBe('served /own');
    expect(tunnels).toEqual(['hub.invalid:80']);
  } finally {
    setting.apply(null);
  }
  await expect(fetch('http://hub.invalid/model')).rejects.toThrow('fetch failed');
});
