/** Medians, percentiles and the machine they were taken on: what every figure is printed with. */
import { cpus, totalmem } from 'node:os';

export interface Spread {
  median: number;
  p95: number;
  min: number;
  max: number;
  runs: number;
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95), min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN, runs: values.length };
}

export const ms = ({ median, p95, min, max, runs }: Spread): string => `p50 ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${min.toFixed(1)} .. ${max.toFixed(1)}, ${runs} runs)`;
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export function machine(): string {
  const all = cpus();
  return `${all[0]?.model.trim() ?? 'unknown processor'}, ${all.length} processors, ${(totalmem() / 1024 ** 3).toFixed(0)} GiB, ${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
}

export interface Row {
  figure: string;
  ours: string;
  bare: string;
  ratio: string;
}

export function print(rows: readonly Row[]): void {
  console.log('| figure | Sova | the bare part it stands on | ratio |\n|---|---|---|---:|');
  for (const { figure, ours, bare, ratio } of rows) console.log(`| ${figure} | ${ours} | ${bare} | ${ratio} |`);
}
