import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { header, type Tensor, type Value } from '../../../scripts/testing/gguf/format.ts';
import { modelBytes, SHAPES } from '../../../scripts/testing/gguf/made-model.ts';
import { GgufFault, NeedsMore } from './cursor.ts';
import { parseHeader } from './scan.ts';

const model = modelBytes({ ...SHAPES.tiny, layers: 1, vocabulary: 300 });
const [VERSION, TENSORS, ENTRIES, FIRST_KEY] = [4, 8, 16, 24];

/** The model with a number written over it, 64 bits wide. */
function withNumber(at: number, value: bigint): Buffer {
  const bytes = Buffer.from(model);
  bytes.writeBigUInt64LE(value, at);
  return bytes;
}
const whole = (bytes: Buffer) => parseHeader(bytes, bytes.length);
const metadata: Record<string, Value> = { 'general.architecture': { type: 'string', value: 'llama' } };
const made = (tensors: readonly Tensor[], more: Record<string, Value> = {}): Buffer => Buffer.concat([header({ ...metadata, ...more }, tensors), Buffer.alloc(4096)]);

test('a model is known by its header', () => {
  expect(whole(model)).toEqual({ architecture: 'qwen2', tensors: 14, vocabulary: 300 });
});

test.each([
  ['no magic', Buffer.from('not a model at all')],
  ['nothing', Buffer.alloc(0)],
  ['an unknown version', withNumber(VERSION, 0xffffffffn)],
  ['more tensors than any file', withNumber(TENSORS, 2n ** 63n)],
  ['a million tensors', withNumber(TENSORS, 1_000_000n)],
  ['more entries than any file', withNumber(ENTRIES, 2n ** 64n - 1n)],
  ['a key longer than the file', withNumber(FIRST_KEY, 2n ** 40n)],
  ['a negative length', withNumber(FIRST_KEY, 2n ** 64n - 5n)],
  ['weights behind the end', model.subarray(0, model.length - 4096)],
  ['a header cut off', model.subarray(0, 2000)],
  ['no architecture', header({}, [])],
  ['an architecture that is a path', header({ 'general.architecture': { type: 'string', value: '../../etc' } }, [])],
  ['no layers', made([], { 'llama.block_count': { type: 'u32', value: 0 } })],
  ['four milliard layers', made([], { 'llama.block_count': { type: 'u32', value: 0xffffffff } })],
  ['no heads', made([], { 'llama.attention.head_count': { type: 'u32', value: 0 } })],
  ['a crooked alignment', made([], { 'general.alignment': { type: 'u32', value: 12 } })],
  ['rows that end inside a block', made([{ name: 'a', type: 'Q4_K', shape: [100] }])],
  ['a tensor without elements', made([{ name: 'a', type: 'F32', shape: [0] }])],
  ['a tensor larger than its file', made([{ name: 'a', type: 'F32', shape: [10_000] }])],
  ['sizes whose product is too large to count', made([{ name: 'a', type: 'F32', shape: [2 ** 30, 2 ** 30] }])],
  ['five dimensions', made([{ name: 'a', type: 'F32', shape: [1, 1, 1, 1, 1] }])],
  ['one name twice', made([{ name: 'a', type: 'F32', shape: [8] }, { name: 'a', type: 'F32', shape: [8] }])],
])('%s is a fault of the file', (_, bytes) => {
  expect(() => whole(bytes)).toThrow(GgufFault);
});

test('offsets that point elsewhere, or at each other, are refused', () => {
  const bytes = made([{ name: 'a', type: 'F32', shape: [8] }, { name: 'b', type: 'F32', shape: [8] }]);
  const second = bytes.lastIndexOf(Buffer.from([32, 0, 0, 0, 0, 0, 0, 0]));
  for (const offset of [0n, 31n, 2n ** 63n, 2n ** 64n - 32n]) {
    bytes.writeBigUInt64LE(offset, second);
    expect(() => whole(bytes)).toThrow(GgufFault);
  }
});

test('an array of arrays, however deep, is refused at its first step', () => {
  const nested = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0), u64(1), u64(1), Buffer.from('k'), u32(9), ...Array.from({ length: 10_000 }, () => Buffer.concat([u32(9), u64(1)]))]);
  expect(() => whole(nested)).toThrow('an array of arrays');
});

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number): Buffer => Buffer.concat([u32(value), u32(0)]);

describe('whatever is written over a header', () => {
  const spot = fc.nat(model.indexOf('output_norm.weight') + 40);
  const mutation = fc.oneof(
    fc.record({ at: spot, bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }),
    fc.record({ at: spot, bytes: fc.constantFrom(u32(0), u32(0xffffffff), u64(0), Buffer.alloc(8, 0xff), u64(0x7fffffff)) }),
  );
  const mutated = fc.array(mutation, { minLength: 1, maxLength: 4 }).map((changes) => {
    const bytes = Buffer.from(model);
    for (const change of changes) Buffer.from(change.bytes).copy(bytes, change.at);
    return bytes;
  });

  test('it is accepted whole or refused as a fault, in time and memory the file bounds', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        expect(isJudged(() => whole(bytes))).toBe(true);
      }),
      { numRuns: 2000, seed: 6 },
    );
  });

  test('cut anywhere it is a fault; read in pieces it is asked for more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: model.length - 1 }), (length) => {
        expect(() => whole(model.subarray(0, length))).toThrow(GgufFault);
        const part = model.subarray(0, Math.max(4, length));
        expect(isJudged(() => parseHeader(part, model.length))).toBe(true);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

function isJudged(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    return error instanceof GgufFault || error instanceof NeedsMore;
  }
}
