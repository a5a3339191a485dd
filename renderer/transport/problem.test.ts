import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { ConnectionLost } from './channel.ts';
import { opensWithPassword, shownCode, toProblem } from './problem.ts';
import { tokenOf } from './session.ts';

test('a typed error keeps its code and details', () => {
  const error = new ORPCError('file-too-large', { status: 413, message: 'over the limit', data: { details: { limit: 5 } } });
  expect(toProblem(error)).toEqual({ code: 'file-too-large', message: 'over the limit', details: { limit: 5 } });
});

test.each([
  [new ORPCError('UNAUTHORIZED', { status: 401 }), 'unauthorized'],
  [new ORPCError('NOT_FOUND', { status: 404 }), 'not-found'],
  [new ORPCError('BAD_REQUEST', { status: 400 }), 'invalid-input'],
  [new ORPCError('BAD_GATEWAY', { status: 502 }), 'internal'],
  [new ConnectionLost(), 'connection-lost'],
  [new TypeError('x is not a function'), 'internal'],
  ['thrown text', 'internal'],
])('%s has a code that has words', (error, code) => {
  expect(toProblem(error).code).toBe(code);
});

test.each([
  [{ wrong: false }, 'password-required', true],
  [{ wrong: true }, 'password-wrong', true],
  [{ opens: false }, 'password-useless', false],
])('a protected file, %o', (details, code, opens) => {
  const problem = { code: 'password-required', message: '', details };
  expect(shownCode(problem)).toBe(code);
  expect(opensWithPassword(problem)).toBe(opens);
});

test.each([
  ['#token=abc-_1', 'abc-_1'],
  ['#a=b&token=x', 'x'],
  ['', null],
  ['#/documents', null],
])('the key in %s', (fragment, token) => {
  expect(tokenOf(fragment)).toBe(token);
});
