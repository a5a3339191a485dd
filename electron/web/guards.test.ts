import { expect, test } from 'vitest';
import { type Caller, refuseAddress, refuseCaller } from './guards.ts';

const keys = { port: 8123, token: 'the-token', session: 'the-session' };
const own: Caller = { host: '127.0.0.1:8123', origin: undefined, authorization: undefined, cookie: undefined };

test.each<[string, Partial<Caller>, string | null]>([
  ['our address', {}, null],
  ['our other name', { host: 'localhost:8123' }, null],
  ['our own page', { origin: 'http://127.0.0.1:8123' }, null],
  ['no host', { host: undefined }, 'forbidden-host'],
  ['a name that points here', { host: 'evil.example:8123' }, 'forbidden-host'],
  ['another port', { host: '127.0.0.1:80' }, 'forbidden-host'],
  ['no port', { host: '127.0.0.1' }, 'forbidden-host'],
  ['a name that begins like ours', { host: '127.0.0.1:8123.evil.example' }, 'forbidden-host'],
  ['a foreign page', { origin: 'http://evil.example' }, 'forbidden-origin'],
  ['a page of another port', { origin: 'http://127.0.0.1:9999' }, 'forbidden-origin'],
  ['a sandboxed frame', { origin: 'null' }, 'forbidden-origin'],
  ['an origin that begins like ours', { origin: 'http://127.0.0.1:8123.evil.example' }, 'forbidden-origin'],
  ['https under our name', { origin: 'https://127.0.0.1:8123' }, 'forbidden-origin'],
])('address: %s', (_, caller, refusal) => {
  expect(refuseAddress({ ...own, ...caller }, keys.port)).toBe(refusal);
});

test.each<[string, Partial<Caller>, string | null]>([
  ['nothing', {}, 'unauthorized'],
  ['the token', { authorization: 'Bearer the-token' }, null],
  ['the token, scheme in lower case', { authorization: 'bearer the-token' }, null],
  ['a wrong token', { authorization: 'Bearer the-tokem' }, 'unauthorized'],
  ['a beginning of the token', { authorization: 'Bearer the-' }, 'unauthorized'],
  ['an empty token', { authorization: 'Bearer ' }, 'unauthorized'],
  ['another scheme', { authorization: 'Basic the-token' }, 'unauthorized'],
  ['the cookie', { cookie: 'a=b; sova-8123=the-session' }, null],
  ['the token as a cookie', { cookie: 'sova-8123=the-token' }, 'unauthorized'],
  ['another instance\'s cookie', { cookie: 'sova-9999=the-session' }, 'unauthorized'],
  ['the cookie from a foreign page', { cookie: 'sova-8123=the-session', origin: 'http://evil.example' }, 'forbidden-origin'],
  ['the token under a foreign name', { authorization: 'Bearer the-token', host: 'evil.example' }, 'forbidden-host'],
])('caller: %s', (_, caller, refusal) => {
  expect(refuseCaller({ ...own, ...caller }, keys)).toBe(refusal);
});
