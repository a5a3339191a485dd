import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { EngineProblem } from '../engine/index.ts';
import { problemOf, statusOf } from './errors.ts';

const zodError = z.object({ text: z.string() }).safeParse({ text: 1 }).error;

test.each([
  ['a room\'s own error', new EngineProblem('corrupt-file', 'broken', { page: 3 }), { code: 'corrupt-file', details: { page: 3 } }, 422],
  ['an error of the system', Object.assign(new Error('EACCES: /home/ana'), { code: 'EACCES' }), { code: 'internal', message: 'Something went wrong inside', details: {} }, 500],
  ['a full disk under our own data', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }), { code: 'storage-full' }, 507],
  ['data that cannot be written', Object.assign(new Error('attempt to write a readonly database'), { code: 'SQLITE_READONLY_DBMOVED' }), { code: 'storage-readonly' }, 507],
  ['anything thrown', 'text', { code: 'internal' }, 500],
  ['zod', zodError, { code: 'invalid-input', details: { issues: [{ path: 'text', message: expect.any(String) }] } }, 422],
  ['input that oRPC refused', new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { issues: [{ path: ['a', 0], message: 'no' }] } }), { code: 'invalid-input', details: { issues: [{ path: 'a.0', message: 'no' }] } }, 422],
  ['an address without a procedure', new ORPCError('NOT_FOUND'), { code: 'not-found' }, 404],
  ['an error of the contract', new ORPCError('unknown-job', { status: 404, data: { details: { id: 'x' } } }), { code: 'unknown-job', details: { id: 'x' } }, 404],
])('%s', (_, error, problem, status) => {
  expect(problemOf(error)).toMatchObject(problem);
  expect(statusOf(problemOf(error))).toBe(status);
});
