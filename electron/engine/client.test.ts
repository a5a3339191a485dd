import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { createEngineClient, EngineProblem, type IngestProgress } from './index.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A real HTTP server in place of the engine; returns a client of it. */
async function engine(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  return createEngineClient({ endpoint: () => ({ url: `http://127.0.0.1:${port}`, token: 'secret' }) });
}

const request = { workspace: 'default', documentId: 'd', sha256: 'a'.repeat(64), path: '/tmp/č.pdf', name: 'č.pdf' };
const summary = { type: 'pdf', view: 'pdf', unit: 'page', pages: 2, outcomes: { text: 2 }, languages: ['hr'], passages: 3 };
const problem = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error);

test('sends the token and reads an answer', async () => {
  let seen = '';
  const client = await engine((incoming, response) => {
    seen = incoming.headers.authorization ?? '';
    response.end(JSON.stringify({ status: 'alive', api_version: 1, apiVersion: 1, instance: 'i' }));
  });
  expect(await client.health()).toEqual({ status: 'alive', apiVersion: 1, instance: 'i' });
  expect(seen).toBe('Bearer secret');
});

test('no endpoint and a closed port are the same error, worth trying again', async () => {
  const nowhere = createEngineClient({ endpoint: () => null });
  const closed = createEngineClient({ endpoint: () => ({ url: 'http://127.0.0.1:1', token: 't' }) });
  for (const client of [nowhere, closed]) {
    expect(await problem(client.ready())).toMatchObject({ code: 'engine-unavailable', permanent: false });
  }
});

test('reading: one connection serves document after document', async () => {
  const ports = new Set<number | undefined>();
  const client = await engine((incoming, response) => {
    ports.add(incoming.socket.remotePort);
    response.write(`${JSON.stringify({ event: 'done', summary })}\n`);
    // The real one ends its answer a moment after the verdict.
    setImmediate(() => response.end());
  });
  for (let n = 0; n < 5; n += 1) await client.ingest({ ...request, documentId: `d${n}` }, () => undefined);
  expect(ports.size).toBe(1);
});

test('an error body keeps its code and details', async () => {
  const client = await engine((_, response) => {
    response.writeHead(422).end(JSON.stringify({ code: 'password-required', message: 'locked', details: { name: 'a.pdf' } }));
  });
  expect(await problem(client.pages('default', 'd'))).toMatchObject({ code: 'password-required', details: { name: 'a.pdf' }, permanent: true });
});

test('removing what the engine does not know is done already', async () => {
  const client = await engine((_, response) => {
    response.writeHead(404).end(JSON.stringify({ code: 'unknown-document', message: 'no such document', details: {} }));
  });
  await expect(client.removeDocument('default', 'd')).resolves.toBeUndefined();
});

test('an answer of another shape is named, not passed on', async () => {
  const client = await engine((_, response) => response.end('{"hits":"many"}'));
  expect(await problem(client.find('default', 'd', { text: 'x', limit: 1 }))).toMatchObject({ code: 'internal', details: { issues: expect.any(Array) } });
});

test('reading: events split anywhere, even inside a letter, arrive whole', async () => {
  const client = await engine((_, response) => {
    const bytes = Buffer.from(
      `${JSON.stringify({ event: 'stage', stage: 'reading', done: 1, total: 2 })}\n${JSON.stringify({ event: 'done', summary: { ...summary, type: 'čšž' } })}\n`,
    );
    for (const byte of bytes) response.write(Buffer.from([byte]));
    response.end();
  });
  const events: IngestProgress[] = [];
  const result = await client.ingest(request, (event) => events.push(event));
  expect(events).toEqual([{ event: 'stage', stage: 'reading', done: 1, total: 2 }]);
  expect(result).toMatchObject({ type: 'čšž', outcomes: { text: 2, ocr: 0 } });
});

test('reading: the engine\'s error says whether trying again helps', async () => {
  const client = await engine((_, response) => {
    response.end(`${JSON.stringify({ event: 'error', problem: { code: 'corrupt-file', message: 'broken', details: {} }, permanent: true })}\n`);
  });
  const error = await problem(client.ingest(request, () => undefined));
  expect(error).toBeInstanceOf(EngineProblem);
  expect(error).toMatchObject({ code: 'corrupt-file', permanent: true });
});

test('reading: a stream that ends without a verdict means that the engine died', async () => {
  const half = await engine((_, response) => response.end(`${JSON.stringify({ event: 'stage', stage: 'reading', done: 1, total: null })}\n`));
  expect(await problem(half.ingest(request, () => undefined))).toMatchObject({ code: 'engine-unavailable' });
  const torn = await engine((_, response) => {
    response.write('{"event":');
    response.flushHeaders();
    setImmediate(() => response.destroy());
  });
  expect(await problem(torn.ingest(request, () => undefined))).toMatchObject({ code: 'engine-unavailable' });
});

test('reading: abort closes the connection and throws the reason', async () => {
  const abort = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  const client = await engine((_, response) => {
    closed = once(response, 'close');
    response.write(`${JSON.stringify({ event: 'stage', stage: 'reading', done: 1, total: 9 })}\n`);
  });
  const reason = new Error('stopped by the person');
  const error = await problem(client.ingest(request, () => abort.abort(reason), abort.signal));
  expect(error).toBe(reason);
  await closed;
});
