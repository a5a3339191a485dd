/** Whether a model fits this machine, and about how fast it would write. */
import type { z } from 'zod';
import type { Fit } from '../contract/index.ts';

export interface Machine {
  memoryBytes: number;
  /** Bytes a second that reading memory gives; null before it was measured. */
  bandwidth: number | null;
}

/** The system, the browser and Sova's own parts need this much beside a model. */
const BESIDE = 3 * 1024 ** 3;
/** A short context and the work space of llama.cpp. */
const OVERHEAD = 700 * 1024 ** 2;
/** Average bits a weight takes, by llama.cpp's own table of quantisations. */
const BITS: Record<string, number> = { Q4_K_M: 4.85, Q5_K_M: 5.7, Q6_K: 6.56, Q8_0: 8.5, int8: 8, F16: 16 };

/** Memory from the file's size where it is known, otherwise from the number of weights. */
export function memoryOf(o: { parameters: string; quantisation: string | null; bytes: number | null }): number | null {
  if (o.bytes !== null) return o.bytes + OVERHEAD;
  const weights = weightsOf(o.parameters);
  const bits = BITS[o.quantisation ?? ''];
  return weights === null || bits === undefined ? null : Math.round((weights * bits) / 8 + OVERHEAD);
}

export function fitOf(memoryBytes: number | null, machine: Machine): z.infer<typeof Fit> {
  if (memoryBytes === null) return 'unknown';
  if (memoryBytes + BESIDE <= machine.memoryBytes) return 'good';
  return memoryBytes + BESIDE / 3 <= machine.memoryBytes ? 'tight' : 'no';
}

/** Each written token reads all weights once: memory is what limits it. */
export function expectedSpeed(memoryBytes: number | null, machine: Machine): number | null {
  if (memoryBytes === null || machine.bandwidth === null) return null;
  return Math.round((machine.bandwidth / Math.max(1, memoryBytes - OVERHEAD)) * 10) / 10;
}

function weightsOf(parameters: string): number | null {
  const match = /^([\d.]+)([BM])$/u.exec(parameters);
  if (!match) return null;
  return Number(match[1]) * (match[2] === 'B' ? 1e9 : 1e6);
}

const SAMPLE = 64 * 1024 ** 2;
const ROUNDS = 4;

/** Copies memory for about a tenth of a second; a copy reads and writes each byte. */
export function measureBandwidth(): number {
  const from = Buffer.alloc(SAMPLE, 1);
  const to = Buffer.alloc(SAMPLE, 2);
  from.copy(to);
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) from.copy(to);
  return (2 * SAMPLE * ROUNDS) / ((performance.now() - started) / 1000);
}
