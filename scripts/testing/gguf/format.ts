/** GGUF files written by hand: the header as its format says, for tests that need a model nobody published. */

export type Value =
  | { type: 'u32' | 'f32'; value: number }
  | { type: 'string'; value: string }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'i32s' | 'f32s'; value: readonly number[] };

export interface Tensor {
  name: string;
  shape: readonly number[];
  type: TensorType;
}

/** Number, elements a block and bytes a block, as ggml has them. */
const TENSOR_TYPES = {
  F32: { id: 0, block: 1, bytes: 4 },
  Q4_1: { id: 3, block: 32, bytes: 20 },
  Q8_0: { id: 8, block: 32, bytes: 34 },
  Q4_K: { id: 12, block: 256, bytes: 144 },
  Q6_K: { id: 14, block: 256, bytes: 210 },
} as const;
export type TensorType = keyof typeof TENSOR_TYPES;

const VALUE_TYPES = { u32: 4, i32: 5, f32: 6, string: 8, array: 9 } as const;
export const ALIGNMENT = 32;

export const tensorBytes = ({ shape, type }: Tensor): number => {
  const { block, bytes } = TENSOR_TYPES[type];
  return (shape.reduce((product, size) => product * size, 1) / block) * bytes;
};

export const padded = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Everything before the weights, padded to where they begin. */
export function header(metadata: Readonly<Record<string, Value>>, tensors: readonly Tensor[]): Buffer {
  const parts = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(Object.keys(metadata).length)];
  for (const [key, value] of Object.entries(metadata)) parts.push(text(key), encoded(value));
  let offset = 0;
  for (const tensor of tensors) {
    parts.push(text(tensor.name), u32(tensor.shape.length), ...tensor.shape.map(u64), u32(TENSOR_TYPES[tensor.type].id), u64(offset));
    offset += padded(tensorBytes(tensor));
  }
  const whole = Buffer.concat(parts);
  return Buffer.concat([whole, Buffer.alloc(padded(whole.length) - whole.length)]);
}

function encoded(value: Value): Buffer {
  switch (value.type) {
    case 'u32':
      return Buffer.concat([u32(VALUE_TYPES.u32), u32(value.value)]);
    case 'f32':
      return Buffer.concat([u32(VALUE_TYPES.f32), f32(value.value)]);
    case 'string':
      return Buffer.concat([u32(VALUE_TYPES.string), text(value.value)]);
    case 'strings':
      return array(VALUE_TYPES.string, value.value.map(text));
    case 'i32s':
      return array(VALUE_TYPES.i32, value.value.map(u32));
    case 'f32s':
      return array(VALUE_TYPES.f32, value.value.map(f32));
  }
}

const array = (type: number, items: readonly Buffer[]): Buffer => Buffer.concat([u32(VALUE_TYPES.array), u32(type), u64(items.length), ...items]);

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
