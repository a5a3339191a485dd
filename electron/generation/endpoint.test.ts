import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createEndpointGenerator, discoverEndpoints, isLoopback, type EndpointOptions, type GenerationRequest } from './index.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A real HTTP server in place of Ollama. */
async function server(handle: (request: IncomingMessage, body: string, response: ServerResponse) => void): Promise<string> {
  const http = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (more: string) => (body += more)).on('end', () => handle(request, body, response));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  open.push(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: string): string => event({ choices: [{ delta: { content } }] });
const END = event({ choices: [{ delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 50, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 20 } } });

const generator = (baseUrl: string, more: Partial<EndpointOptions> = {}) =>
  createEndpointGenerator({ baseUrl, model: 'qwen2.5:7b-instruct', contextTokens: 4096, allowRemote: false, key: async () => null, ...more });
const request = (more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  conversationId: 'c',
  messages: [{ role: 'user', text: 'Koji je rok?' }],
  maxTokens: 50,
  temperature: 0,
  signal: AbortSignal.any([]),
  onToken: () => undefined,
  onTakeBack: () => undefined,
  ...more,
});

test('streams the answer, cut anywhere, without what the model thought', async () => {
  let asked: unknown;
  let key: string | undefined;
  const url = await server((incoming, body, response) => {
    asked = JSON.parse(body);
    key = incoming.headers.authorization;
    const bytes = Buffer.from(`: a comment\n\n${delta('<thi')}${delta('nk>hm</think>Rok je ')}${delta('15 dana č [1].')}${END}data: [DONE]\n\n`);
    for (const byte of bytes) response.write(Buffer.from([byte]));
    response.end();
  });
  const pieces: string[] = [];
  const result = await generator(url, { key: async () => 'k1' }).generate(request({ onToken: (text) => pieces.push(text) }));
  expect(pieces.join('')).toBe('Rok je 15 dana č [1].');
  expect(result).toMatchObject({ text: 'Rok je 15 dana č [1].', promptTokens: 50, reusedTokens: 20, outputTokens: 4, ended: 'stop' });
  expect(asked).toMatchObject({ model: 'qwen2.5:7b-instruct', stream: true, max_tokens: 50, messages: [{ role: 'user', content: 'Koji je rok?' }] });
  expect(key).toBe('Bearer k1');
});

test('a thought whose beginning stood in the prompt is taken back', async () => {
  const url = await server((_, __, response) => response.end(`${delta('The user wants ')}${delta('a term.\n</th')}${delta('ink>Rok je ')}${delta('15 dana.')}${END}data: [DONE]\n\n`));
  let text = '';
  const result = await generator(url).generate(request({ onToken: (piece) => (text += piece), onTakeBack: () => (text = '') }));
  expect([text, result.text]).toEqual(['Rok je 15 dana.', 'Rok je 15 dana.']);
});

test('an error of the endpoint is the reason, in its own words', async () => {
  const url = await server((_, __, response) => response.writeHead(404).end('{"error":{"message":"model not found"}}'));
  await expect(generator(url).generate(request())).rejects.toMatchObject({ reason: 'model-failed', message: 'model not found' });
  const inside = await server((_, __, response) => response.end(delta('Rok') + event({ error: { message: 'out of memory' } })));
  await expect(generator(inside).generate(request())).rejects.toMatchObject({ reason: 'model-failed', message: 'out of memory' });
});

test('an answer that breaks off, a server that is not there and one that is silent are told apart', async () => {
  const broken = await server((_, __, response) => response.end(delta('Rok je')));
  await expect(generator(broken).generate(request())).rejects.toMatchObject({ reason: 'model-failed', message: expect.stringContaining('in the middle') });
  await expect(generator('http://127.0.0.1:1').generate(request())).rejects.toMatchObject({ reason: 'model-failed' });
  const silent = await server((_, __, response) => response.write(delta('Rok')));
  await expect(generator(silent, { silenceMs: 30 }).generate(request())).rejects.toMatchObject({ reason: 'timeout' });
});

test.each([
  ['500 in HTML', (response: ServerResponse) => response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>'), 'the endpoint answered 500'],
  ['503 with a reason', (response: ServerResponse) => response.writeHead(503).end('{"error":{"message":"model is loading"}}'), 'model is loading'],
  ['a page instead of a stream', (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'), 'the endpoint answered with text/html instead of a stream'],
  ['events that are no JSON', (response: ServerResponse) => response.end(`${delta('Rok')}data: {"choices": [\n\n`), 'the endpoint sent an event of another shape'],
  ['events of another shape', (response: ServerResponse) => response.end('data: {"choices": 7}\n\n'), 'the endpoint sent an event of another shape'],
] as const)('%s is an error with its words', async (_, answer, message) => {
  const url = await server((_request, __, response) => void answer(response));
  await expect(generator(url).generate(request())).rejects.toMatchObject({ reason: 'model-failed', message });
});

test('a connection torn in the middle is an error; what came was shown', async () => {
  const url = await server((_, __, response) => response.write(delta('Rok je'), () => response.destroy()));
  const pieces: string[] = [];
  await expect(generator(url).generate(request({ onToken: (text) => pieces.push(text) }))).rejects.toMatchObject({ reason: 'model-failed' });
  expect(pieces.join('')).toBe('Rok je');
});

test('a server that does not stream is read whole, without what the model thought', async () => {
  const whole = { choices: [{ message: { role: 'assistant', content: '<think>Let me see.</think>\n\nRok je 15 dana [1].' }, finish_reason: 'stop' }], usage: { prompt_tokens: 9, completion_tokens: 5 } };
  const url = await server((_, __, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole)));
  expect(await generator(url).generate(request())).toMatchObject({ text: expect.stringMatching(/^\s*Rok je 15 dana \[1\]\.$/u), promptTokens: 9, outputTokens: 5, ended: 'stop' });
});

test('thoughts that never end, and thoughts sent apart, are no answer', async () => {
  const endless = await server((_, __, response) => response.end(`${delta('<think>I wonder')}${delta(' and wonder')}${END}data: [DONE]\n\n`));
  expect(await generator(endless).generate(request())).toMatchObject({ text: '', ended: 'stop' });
  const apart = event({ choices: [{ delta: { reasoning_content: 'I wonder', content: null } }] });
  const url = await server((_, __, response) => response.end(`${apart}${delta('Rok je 15 dana.')}${END}`));
  expect(await generator(url).generate(request())).toMatchObject({ text: 'Rok je 15 dana.' });
});

test('a stop closes the connection and keeps what came', async () => {
  const stop = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  const url = await server((_, __, response) => {
    closed = once(response, 'close');
    response.write(delta('Rok je'));
  });
  const asked = generator(url);
  const result = await asked.generate(request({ signal: stop.signal, onToken: () => stop.abort() }));
  // Nothing was counted: a speed of nothing would foretell a wait without end.
  expect(asked.describe().prefillTokensPerSecond).toBeNull();
  expect(result).toMatchObject({ ended: 'aborted', text: 'Rok je' });
  await closed;
});

test('text leaves the machine only where that was allowed, and never by a redirect', async () => {
  const remote = generator('http://192.0.2.7:11434');
  expect(remote.describe().leftMachine).toBe(true);
  await expect(remote.prepare(AbortSignal.any([]))).rejects.toMatchObject({ reason: 'model-failed' });
  await expect(remote.generate(request())).rejects.toMatchObject({ reason: 'model-failed' });
  const reached: string[] = [];
  const other = await server((incoming, __, response) => {
    reached.push(incoming.url ?? '');
    response.end();
  });
  const url = await server((_, __, response) => response.writeHead(307, { location: other }).end());
  await expect(generator(url).generate(request())).rejects.toMatchObject({ reason: 'model-failed' });
  expect(reached).toEqual([]);
});

test.each([
  ['http://localhost:11434', true],
  ['http://127.0.0.1:11434/v1', true],
  ['http://127.1.2.3', true],
  ['http://[::1]:8080', true],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example.com', false],
  ['https://10.0.0.2', false],
  ['http://[::ffff:7f00:2]', false],
])('%s is on this machine: %s', (url, local) => expect(isLoopback(url)).toBe(local));

test('servers on this machine are found with their models; strangers are passed over', async () => {
  const ollama = await server((incoming, _, response) => response.end(incoming.url === '/v1/models' ? '{"data":[{"id":"qwen2.5:7b"},{"id":"gemma3:4b"}]}' : ''));
  const stranger = await server((_, __, response) => response.end('<html>'));
  const found = await discoverEndpoints([
    { server: 'Ollama', baseUrl: ollama },
    { server: 'LM Studio', baseUrl: stranger },
    { server: 'llama-server', baseUrl: 'http://127.0.0.1:1' },
  ]);
  expect(found).toEqual([{ baseUrl: ollama, server: 'Ollama', models: ['qwen2.5:7b', 'gemma3:4b'], local: true }]);
});
