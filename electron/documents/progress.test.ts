import { describe, expect, it } from 'vitest';
import { CodedError } from '../contract/index.ts';
import { fileProblem } from './fs-problem.ts';
import { ingestProgress } from './ingest.ts';

describe('the progress of a reading', () => {
  it.each([
    ['reading', 20, 40, 0, 0.3],
    ['recognising', 40, 40, 0, 0.6],
    ['embedding', 1, 2, 0, 0.775],
    ['indexing', 1, 1, 0, 1],
    ['reading', 3, null, 0, 0],
    ['reading', 0, 0, 0, 0],
    ['reading', 1, 40, 0.5, 0.5],
    ['recognising', 90, 40, 0, 0.6],
  ] as const)('%s %s of %s behind %s is %s', (stage, done, total, before, fraction) => {
    expect(ingestProgress({ stage, done, total }, before)).toMatchObject({ stage, done, total, fraction: expect.closeTo(fraction) });
  });
});

describe('an error of the file system', () => {
  it.each([
    ['ENOENT', 'file-vanished'],
    ['EACCES', 'permission-denied'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['ELOOP', 'not-a-regular-file'],
  ])('%s is %s', (code, expected) => {
    expect(fileProblem(Object.assign(new Error('x'), { code }), 'a.txt')).toMatchObject({ code: expected, details: { name: 'a.txt', errno: code } });
  });

  it('unknown, or already named, stays what it is', () => {
    const named = new CodedError('empty-file', 'x');
    const strange = Object.assign(new Error('x'), { code: 'EWEIRD' });
    expect(fileProblem(named, 'a')).toBe(named);
    expect(fileProblem(strange, 'a')).toBe(strange);
    expect(fileProblem('text', 'a')).toBe('text');
  });
});
