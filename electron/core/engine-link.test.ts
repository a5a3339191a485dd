/** What the engine is told and asked, against a real HTTP server in its place and children that only have a state. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { createEngineClient } from '../engine/index.ts';
import { silentLog } from '../log/index.ts';
import { createEngineLink } from './engine-link.ts';
import { fakeChild } from './testing/child.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

async function engineServer() {
  const told: string[] = [];
  let refusals = 0;
  let asksToConnect = 0;
  const server = createServer((request, response) => {
    if (request.url === '/readyz') {
      const connected = told.length > 0 && (asksToConnect -= 1) < 0;
      response.end(JSON.stringify({ ready: true, detail: '', vectorDbConnected: connected, modelsLoaded: [], passages: 0, embedders: [], repairing: false }));
      return;
    }
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      refusals -= 1;
      if (refusals < 0) told.push(body);
      response.writeHead(refusals < 0 ? 204 : 503).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, told, refuse: (times: number) => (refusals = times), connectAfter: (times: number) => (asksToConnect = times) };
}

async function unstarted() {
  const server = await engineServer();
  const engine = fakeChild('engine');
  const chroma = fakeChild('chroma');
  const link = createEngineLink({ engine: createEngineClient({ endpoint: () => engine.child.endpoint() }), engineChild: engine.child, chromaChild: chroma.child, log: silentLog });
  ends.push(() => link.stop());
  return { server, engine, chroma, link };
}

async function linked() {
  const parts = await unstarted();
  parts.link.start();
  return parts;
}

test('nothing is ready while the engine is away', async () => {
  const { link } = await linked();
  expect(await link.refresh()).toBeNull();
  expect(link.ready()).toBeNull();
});

test('the engine is told where Chroma is: once for each pair of lives, in whatever order they come', async () => {
  const { server, engine, chroma, link } = await linked();
  chroma.up('http://127.0.0.1:1');
  expect(server.told).toEqual([]);
  engine.up(server.url);
  await vi.waitUntil(() => link.ready()?.vectorDbConnected === true);
  await link.refresh();
  expect(server.told).toEqual(['{"url":"http://127.0.0.1:1","token":"token-101"}']);
  chroma.down();
  chroma.up('http://127.0.0.1:2');
  await vi.waitUntil(() => server.told.length === 2);
  engine.down();
  expect(await link.refresh()).toBeNull();
  engine.up(server.url);
  await vi.waitUntil(() => server.told.length === 3);
  expect(server.told[2]).toContain('127.0.0.1:2');
});

test('a refusal is tried again', async () => {
  const { server, engine, chroma } = await linked();
  server.refuse(2);
  engine.up(server.url);
  chroma.up('http://127.0.0.1:1');
  await vi.waitUntil(() => server.told.length > 0, { timeout: 10_000 });
  expect(server.told).toHaveLength(1);
});

test('Chroma that comes after the engine is asked about until it is connected, not at the leisure of a settled start', async () => {
  const { server, engine, chroma, link } = await unstarted();
  server.connectAfter(2);
  engine.up(server.url);
  link.start();
  await vi.waitUntil(() => link.ready() !== null);
  chroma.up('http://127.0.0.1:1');
  await vi.waitUntil(() => link.ready()?.vectorDbConnected === true, { timeout: 2500 });
  expect(server.told).toHaveLength(1);
});

test('a change is told to listeners, the same again is not', async () => {
  const { server, engine, link } = await linked();
  let changes = 0;
  link.onChange(() => (changes += 1));
  engine.up(server.url);
  await vi.waitUntil(() => link.ready() !== null);
  await link.refresh();
  await link.refresh();
  expect(changes).toBe(1);
});
