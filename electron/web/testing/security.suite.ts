/** What a stranger, a web page and a wrong key get: nothing, with its own code, on every way in. */
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Problem } from '../../contract/index.ts';
import type { WebHost } from '../host.ts';

const ROUTES: readonly [string, string][] = [
  ['GET', '/api/v1/health'],
  ['GET', '/api/v1/documents'],
  ['GET', '/api/v1/documents/0192f0c1-0000-7000-8000-000000000000'],
  ['DELETE', '/api/v1/documents/0192f0c1-0000-7000-8000-000000000000'],
  ['POST', '/api/v1/documents/upload'],
  ['GET', '/api/v1/jobs/0192f0c1-0000-7000-8000-000000000000'],
  ['POST', '/api/v1/jobs/0192f0c1-0000-7000-8000-000000000000/cancel'],
  ['GET', '/api/v1/jobs/0192f0c1-0000-7000-8000-000000000000/events'],
  ['POST', '/api/v1/query'],
  ['GET', '/files/0192f0c1-0000-7000-8000-000000000000'],
];

interface Answer {
  status: number;
  code: string | null;
}

/** node:http, since fetch does not let us lie about Host and Origin. */
function ask(host: WebHost, method: string, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: new URL(host.url).port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        const problem = Problem.safeParse(parseJson(text));
        resolve({ status: response.statusCode ?? 0, code: problem.success ? problem.data.code : null });
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function securitySuite(running: () => WebHost): void {
  describe('who may call', () => {
    test.each(ROUTES)('%s %s', async (method, path) => {
      const host = running();
      const bearer = { authorization: `Bearer ${host.token}` };
      expect(await ask(host, method, path, {})).toEqual({ status: 401, code: 'unauthorized' });
      expect(await ask(host, method, path, { authorization: 'Bearer wrong' })).toEqual({ status: 401, code: 'unauthorized' });
      expect(await ask(host, method, path, { ...bearer, host: 'evil.example' })).toEqual({ status: 400, code: 'forbidden-host' });
      expect(await ask(host, method, path, { ...bearer, origin: 'http://evil.example' })).toEqual({ status: 403, code: 'forbidden-origin' });
      expect(await ask(host, method, path, { ...bearer, origin: 'null' })).toEqual({ status: 403, code: 'forbidden-origin' });
    });

    test('no answer allows another origin to read it', async () => {
      const response = await fetch(`${running().url}/api/v1/health`, { headers: { authorization: `Bearer ${running().token}` } });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    });

    test('the page: without a key it loads, under its policy, and under our names only', async () => {
      const host = running();
      const response = await fetch(host.url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
      expect(await ask(host, 'GET', '/', { host: 'evil.example' })).toEqual({ status: 400, code: 'forbidden-host' });
    });

    test.each(['/../package.json', '/..%2f..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/args.ts', '/assets/..%5c..%5cargs.ts', '/%00.js', '/%zz.js'])('nothing beside the page: %s', async (path) => {
      expect((await ask(running(), 'GET', path, {})).status).toBe(404);
    });

    test('the session: a key for a cookie, the cookie for everything', async () => {
      const host = running();
      expect((await fetch(`${host.url}/session`)).status).toBe(401);
      expect((await fetch(`${host.url}/session`, { method: 'POST', headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
      const given = await fetch(`${host.url}/session`, { method: 'POST', headers: { authorization: `Bearer ${host.token}` } });
      const cookie = given.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
      const headers = { cookie: cookie.split(';')[0] ?? '' };
      expect((await fetch(`${host.url}/session`, { headers })).status).toBe(204);
      expect((await fetch(`${host.url}/api/v1/health`, { headers })).status).toBe(200);
      expect(await ask(host, 'GET', '/api/v1/health', { ...headers, origin: 'http://evil.example' })).toEqual({ status: 403, code: 'forbidden-origin' });
    });
  });

  describe('who may open the WebSocket', () => {
    const attempt = (headers: Record<string, string>, path = '/rpc'): Promise<number> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${running().url.replace('http', 'ws')}${path}`, { headers });
        socket.once('open', () => {
          socket.close();
          resolve(101);
        });
        socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
        socket.once('error', () => undefined);
      });

    test.each<[string, (host: WebHost) => Record<string, string>, number]>([
      ['nobody', () => ({}), 401],
      ['a wrong key', () => ({ authorization: 'Bearer x' }), 401],
      ['a foreign page with the key', ({ token }) => ({ authorization: `Bearer ${token}`, origin: 'http://evil.example' }), 403],
      ['a foreign name with the key', ({ token }) => ({ authorization: `Bearer ${token}`, host: 'evil.example' }), 400],
      ['our page with the key', ({ token, url }) => ({ authorization: `Bearer ${token}`, origin: url }), 101],
    ])('%s', async (_, headers, status) => {
      expect(await attempt(headers(running()))).toBe(status);
    });

    test('another path', async () => {
      expect(await attempt({ authorization: `Bearer ${running().token}` }, '/other')).toBe(404);
    });
  });
}
