/**
 * A model file judged by its header with nothing believed: counts, lengths, types and places are held against
 * the file's own size before anything follows them. llama.cpp and its parsers are shown only what passes.
 */
import { open } from 'node:fs/promises';
import { Cursor, GgufFault, NeedsMore } from './cursor.ts';
import { TENSOR_TYPES } from './tensor-types.ts';

export interface GgufHeader {
  architecture: string;
  tensors: number;
  /** Entries of the vocabulary. */
  vocabulary: number;
}

const MAGIC = 'GGUF';
const VERSIONS = [2, 3];
const MOST_ENTRIES = 65_536;
const LONGEST_NAME = 65_535;
const LONGEST_TENSOR_NAME = 63;
const MOST_DIMENSIONS = 4;
const ALIGNMENT = 32;
/** No published header is a tenth of it. */
const LARGEST_HEADER = 256 * 1024 * 1024;
const FIRST_READ = 1024 * 1024;

const STRING = 8;
const ARRAY = 9;
const U32 = 4;
const VALUE_BYTES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

/** What a number of the architecture may be where the header has it. */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  block_count: [1, 4096],
  context_length: [1, 2 ** 31 - 1],
  embedding_length: [1, 2 ** 20],
  'attention.head_count': [1, 65_536],
  expert_count: [0, 65_536],
};

/** @throws GgufFault, and what opening and reading throw */
export async function scanGguf(file: string): Promise<GgufHeader> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    for (let wanted = FIRST_READ; ; ) {
      const bytes = Buffer.alloc(Math.min(wanted, size));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      try {
        return parseHeader(bytes.subarray(0, bytesRead), bytesRead < bytes.length ? bytesRead : size);
      } catch (error) {
        if (!(error instanceof NeedsMore)) throw error;
        if (error.bytes > LARGEST_HEADER) throw new GgufFault('a header larger than any model needs');
        wanted = Math.max(error.bytes, wanted * 4);
      }
    }
  } finally {
    await handle.close();
  }
}

/**
 * @param bytes the beginning of a file of `fileSize` bytes
 * @throws GgufFault; NeedsMore when the header is longer than `bytes`
 */
export function parseHeader(bytes: Buffer, fileSize: number): GgufHeader {
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) throw new GgufFault('the file is not a GGUF model');
  const at = new Cursor(bytes, fileSize);
  at.skip(MAGIC.length);
  const version = at.u32();
  if (!VERSIONS.includes(version)) throw new GgufFault(`GGUF version ${version}`);
  const tensors = at.size();
  const entries = at.size();
  if (tensors > MOST_ENTRIES || entries > MOST_ENTRIES) throw new GgufFault(`${tensors} tensors and ${entries} entries`);
  const metadata = readMetadata(at, entries);
  const architecture = metadata.texts.get('general.architecture') ?? '';
  // Later files of a model in several have tensors only.
  if (!/^[\w.-]{1,64}$/u.test(architecture) && !metadata.numbers.has('split.no')) throw new GgufFault('the header names no architecture');
  requireSane(architecture, metadata.numbers);
  readTensors(at, tensors, alignmentOf(metadata.numbers), fileSize);
  return { architecture, tensors, vocabulary: metadata.vocabulary };
}

interface Metadata {
  texts: Map<string, string>;
  numbers: Map<string, number>;
  vocabulary: number;
}

function readMetadata(at: Cursor, entries: number): Metadata {
  const found: Metadata = { texts: new Map(), numbers: new Map(), vocabulary: 0 };
  const seen = new Set<string>();
  for (let entry = 0; entry < entries; entry += 1) {
    const key = at.text(LONGEST_NAME);
    if (key === '' || seen.has(key)) throw new GgufFault(`the entry "${key}" twice or without a name`);
    seen.add(key);
    const type = at.u32();
    if (type === ARRAY) {
      const length = skipArray(at);
      if (key === 'tokenizer.ggml.tokens') found.vocabulary = length;
    } else if (type === STRING && key === 'general.architecture') {
      found.texts.set(key, at.text(LONGEST_NAME));
    } else if (type === STRING) {
      at.skipText();
    } else if (type === U32) {
      found.numbers.set(key, at.u32());
    } else {
      at.skip(bytesOf(type));
    }
  }
  return found;
}

function skipArray(at: Cursor): number {
  const type = at.u32();
  if (type === ARRAY) throw new GgufFault('an array of arrays');
  if (type !== STRING) {
    const bytes = bytesOf(type);
    const length = at.count(bytes);
    at.skip(length * bytes);
    return length;
  }
  const length = at.count(8);
  for (let item = 0; item < length; item += 1) at.skipText();
  return length;
}

function bytesOf(type: number): number {
  const bytes = VALUE_BYTES[type];
  if (bytes === undefined) throw new GgufFault(`a value of type ${type}`);
  return bytes;
}

function requireSane(architecture: string, numbers: ReadonlyMap<string, number>): void {
  for (const [name, [least, most]] of Object.entries(LIMITS)) {
    const value = numbers.get(`${architecture}.${name}`);
    if (value !== undefined && (value < least || value > most)) throw new GgufFault(`${name} is ${value}`);
  }
}

function alignmentOf(numbers: ReadonlyMap<string, number>): number {
  const alignment = numbers.get('general.alignment') ?? ALIGNMENT;
  if (alignment < 8 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) throw new GgufFault(`an alignment of ${alignment}`);
  return alignment;
}

/** Weights follow each other without gaps, each in its size, all within the file: what llama.cpp expects, asked before. */
function readTensors(at: Cursor, count: number, alignment: number, fileSize: number): void {
  const seen = new Set<string>();
  const padded = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;
  let expected = 0;
  let end = 0;
  for (let tensor = 0; tensor < count; tensor += 1) {
    const name = at.text(LONGEST_TENSOR_NAME);
    if (seen.has(name)) throw new GgufFault(`the tensor "${name}" twice`);
    seen.add(name);
    const bytes = tensorBytes(name, at);
    const offset = at.size();
    if (offset !== expected) throw new GgufFault(`the tensor "${name}" lies at ${offset}, not at ${expected}`);
    end = offset + bytes;
    expected = offset + padded(bytes);
  }
  if (padded(at.position) + end > fileSize) throw new GgufFault('the file is cut off: its header names weights behind its end');
}

function tensorBytes(name: string, at: Cursor): number {
  const dimensions = at.u32();
  if (dimensions < 1 || dimensions > MOST_DIMENSIONS) throw new GgufFault(`the tensor "${name}" has ${dimensions} dimensions`);
  const sizes = Array.from({ length: dimensions }, () => at.size());
  const type = at.u32();
  const [block, bytes] = TENSOR_TYPES[type] ?? [0, 0];
  if (block === 0) throw new GgufFault(`the tensor "${name}" is of type ${type}`);
  const elements = sizes.reduce((product, size) => product * size, 1);
  if (elements < 1 || !Number.isSafeInteger(elements * bytes)) throw new GgufFault(`the tensor "${name}" has ${elements} elements`);
  if ((sizes[0] ?? 0) % block !== 0) throw new GgufFault(`the rows of the tensor "${name}" end inside a block`);
  return (elements / block) * bytes;
}
