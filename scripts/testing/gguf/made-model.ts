/** Model files of a published shape with weights that say nothing: what counts is what loading them takes. */
import { open } from 'node:fs/promises';
import { header, padded, type Tensor, tensorBytes, type TensorType, type Value } from './format.ts';

export interface Shape {
  architecture: 'llama' | 'qwen2';
  layers: number;
  embedding: number;
  feedForward: number;
  heads: number;
  kvHeads: number;
  vocabulary: number;
  contextTokens: number;
  /** The output weights are the embedding's. */
  tied: boolean;
}

/** Layers, widths and vocabularies of the published models of these names. */
export const SHAPES = {
  'llama-1b': { architecture: 'llama', layers: 16, embedding: 2048, feedForward: 8192, heads: 32, kvHeads: 8, vocabulary: 128_256, contextTokens: 131_072, tied: true },
  'qwen2.5-1.5b': { architecture: 'qwen2', layers: 28, embedding: 1536, feedForward: 8960, heads: 12, kvHeads: 2, vocabulary: 151_936, contextTokens: 32_768, tied: true },
  'qwen2.5-7b': { architecture: 'qwen2', layers: 28, embedding: 3584, feedForward: 18_944, heads: 28, kvHeads: 4, vocabulary: 152_064, contextTokens: 32_768, tied: false },
  /** Of no published model: loads in a moment. */
  tiny: { architecture: 'qwen2', layers: 2, embedding: 256, feedForward: 256, heads: 4, kvHeads: 2, vocabulary: 600, contextTokens: 8192, tied: true },
} as const satisfies Record<string, Shape>;

/** @returns the size of the file */
export async function writeModel(file: string, shape: Shape): Promise<number> {
  const tensors = tensorsOf(shape);
  const noise = noiseOf(4 * 1024 * 1024);
  const handle = await open(file, 'w');
  try {
    const head = header(metadataOf(shape), tensors);
    await handle.write(head);
    let size = head.length;
    for (const tensor of tensors) {
      const bytes = padded(tensorBytes(tensor));
      for (let at = 0; at < bytes; at += noise.length) await handle.write(noise, 0, Math.min(noise.length, bytes - at));
      size += bytes;
    }
    return size;
  } finally {
    await handle.close();
  }
}

/** The whole file in memory, for the small ones. */
export function modelBytes(shape: Shape): Buffer {
  const tensors = tensorsOf(shape);
  const weights = tensors.reduce((sum, tensor) => sum + padded(tensorBytes(tensor)), 0);
  return Buffer.concat([header(metadataOf(shape), tensors), noiseOf(weights)]);
}

/** Bytes that are small numbers in every type used: no page of them is a hole, no sum of them runs away. */
function noiseOf(bytes: number): Buffer {
  const noise = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 1) noise[at] = (Math.imul(at, 2_654_435_761) >>> 24) & 0x1f;
  return noise;
}

function tensorsOf(shape: Shape): Tensor[] {
  const { layers, embedding, feedForward, heads, kvHeads, vocabulary, tied, architecture } = shape;
  const kv = (embedding / heads) * kvHeads;
  const tensor = (name: string, type: TensorType, ...sizes: number[]): Tensor => ({ name, type, shape: sizes });
  const layer = (index: number): Tensor[] => {
    const more: TensorType = wantsMoreBits(index, layers) ? 'Q6_K' : 'Q4_K';
    const at = (part: string): string => `blk.${index}.${part}`;
    const biases = architecture === 'qwen2' ? [tensor(at('attn_q.bias'), 'F32', embedding), tensor(at('attn_k.bias'), 'F32', kv), tensor(at('attn_v.bias'), 'F32', kv)] : [];
    return [
      tensor(at('attn_norm.weight'), 'F32', embedding),
      tensor(at('attn_q.weight'), 'Q4_K', embedding, embedding),
      tensor(at('attn_k.weight'), 'Q4_K', embedding, kv),
      tensor(at('attn_v.weight'), more, embedding, kv),
      ...biases,
      tensor(at('attn_output.weight'), 'Q4_K', embedding, embedding),
      tensor(at('ffn_norm.weight'), 'F32', embedding),
      tensor(at('ffn_gate.weight'), 'Q4_K', embedding, feedForward),
      tensor(at('ffn_up.weight'), 'Q4_K', embedding, feedForward),
      tensor(at('ffn_down.weight'), more, feedForward, embedding),
    ];
  };
  return [
    tensor('token_embd.weight', tied ? 'Q6_K' : 'Q4_K', embedding, vocabulary),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    tensor('output_norm.weight', 'F32', embedding),
    ...(tied ? [] : [tensor('output.weight', 'Q6_K', embedding, vocabulary)]),
  ];
}

/** Q4_K_M gives the first and last eighth of the layers, and every third between, more bits. */
const wantsMoreBits = (index: number, layers: number): boolean => index < layers / 8 || index >= (7 * layers) / 8 || (index - Math.floor(layers / 8)) % 3 === 2;

function metadataOf(shape: Shape): Record<string, Value> {
  const { architecture, vocabulary } = shape;
  const key = (name: string): string => `${architecture}.${name}`;
  return {
    'general.architecture': { type: 'string', value: architecture },
    'general.name': { type: 'string', value: 'Made of noise' },
    'general.file_type': { type: 'u32', value: 15 },
    [key('block_count')]: { type: 'u32', value: shape.layers },
    [key('context_length')]: { type: 'u32', value: shape.contextTokens },
    [key('embedding_length')]: { type: 'u32', value: shape.embedding },
    [key('feed_forward_length')]: { type: 'u32', value: shape.feedForward },
    [key('attention.head_count')]: { type: 'u32', value: shape.heads },
    [key('attention.head_count_kv')]: { type: 'u32', value: shape.kvHeads },
    [key('attention.layer_norm_rms_epsilon')]: { type: 'f32', value: 1e-6 },
    [key('rope.freq_base')]: { type: 'f32', value: 1_000_000 },
    [key('rope.dimension_count')]: { type: 'u32', value: shape.embedding / shape.heads },
    [key('vocab_size')]: { type: 'u32', value: vocabulary },
    'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
    'tokenizer.ggml.pre': { type: 'string', value: architecture === 'qwen2' ? 'qwen2' : 'llama-bpe' },
    ...vocabularyOf(vocabulary),
    'tokenizer.chat_template': { type: 'string', value: "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n" },
  };
}

const SPECIAL = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];
const NORMAL = 1;
const CONTROL = 3;

/** The letters of byte-level BPE, then made-up words with the merge that makes each. */
function vocabularyOf(size: number): Record<string, Value> {
  const letters = byteLetters();
  const tokens = [...letters];
  const merges: string[] = [];
  for (let index = 0; tokens.length < size - SPECIAL.length; index += 1) {
    // Every token made so far, followed by a letter: each is new, and a little longer.
    const stem = tokens[Math.floor(index / letters.length)] ?? '';
    const letter = letters[index % letters.length] ?? '';
    tokens.push(stem + letter);
    merges.push(`${stem} ${letter}`);
  }
  const types = [...tokens.map(() => NORMAL), ...SPECIAL.map(() => CONTROL)];
  tokens.push(...SPECIAL);
  return {
    'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
    'tokenizer.ggml.token_type': { type: 'i32s', value: types },
    'tokenizer.ggml.merges': { type: 'strings', value: merges },
    'tokenizer.ggml.bos_token_id': { type: 'u32', value: size - 3 },
    'tokenizer.ggml.eos_token_id': { type: 'u32', value: size - 1 },
  };
}

/** GPT-2's stand-ins for the 256 bytes: printable ones as they are, the others from U+0100 on. */
function byteLetters(): string[] {
  const printable = (byte: number): boolean => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    if (printable(byte)) return String.fromCodePoint(byte);
    next += 1;
    return String.fromCodePoint(next - 1);
  });
}
