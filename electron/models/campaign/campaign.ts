/**
 * Downloads against a hub that misbehaves: every run must end in the announced file, or in a
 * clear error with nothing left behind. `node electron/models/campaign/campaign.ts [runs] [seed]`.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { download } from '../download/download.ts';
import { DownloadError } from '../download/failure.ts';
import { createGate } from '../download/gate.ts';
import { type Fault, FAULTS, sha256, startFaultyHub } from './faulty-hub.ts';

export interface RunResult {
  seed: number;
  faults: Fault[];
  /** `verified`, or the code of the error. */
  outcome: string;
  /** Empty when the run kept the promise. */
  broken: string;
}

/** mulberry32: the same numbers for the same seed on every machine. */
function generatorOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECE = 4096;

async function runOnce(seed: number): Promise<RunResult> {
  const random = generatorOf(seed);
  const content = Buffer.from(Array.from({ length: 1 + Math.floor(random() * 12 * PIECE) }, () => Math.floor(random() * 256)));
  const rate = random() * 0.7;
  const lying = random() < 0.15;
  const faults: Fault[] = [];
  const hub = await startFaultyHub({ content, sha256: lying ? sha256(Buffer.from('another file')) : sha256(content) }, () => {
    if (random() >= rate) return null;
    const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? null;
    if (fault !== null) faults.push(fault);
    return fault;
  });
  const dir = mkdtempSync(path.join(tmpdir(), 'sova download č-'));
  const target = path.join(dir, 'model.gguf');
  // Some runs are stopped half-way and begun again, as after a kill.
  const stops = random() < 0.3 ? 1 : 0;
  try {
    let outcome = '';
    for (let life = 0; life <= stops; life += 1) {
      const stop = new AbortController();
      let pieces = 0;
      outcome = await download({
        base: hub.url,
        repository: 'owner/model',
        path: 'model.gguf',
        target,
        sha256: null,
        gate: createGate(() => null),
        signal: stop.signal,
        fetch,
        policy: { pieceBytes: PIECE, firstWaitMs: 1, tries: 8, silenceMs: 2000 },
        freeBytes: async () => Number.MAX_SAFE_INTEGER,
        reserveBytes: 0,
        onProgress() {
          pieces += 1;
          if (life < stops && pieces === 3) stop.abort();
        },
      }).then(
        () => 'verified',
        (error: unknown) => (error instanceof DownloadError ? error.code : `unexpected: ${String(error)}`),
      );
      if (outcome !== 'cancelled') break;
    }
    return { seed, faults, outcome, broken: judge(dir, outcome) };
  } finally {
    await hub.close();
    rmSync(dir, { recursive: true, force: true });
  }

  function judge(folder: string, outcome: string): string {
    const left = readdirSync(folder);
    if (outcome === 'verified') {
      if (left.join() !== 'model.gguf') return `besides the file there is: ${left.join()}`;
      const got = readFileSync(target);
      const changed = faults.includes('changed');
      if (lying && !changed) return 'a wrong hash was accepted';
      return changed || got.equals(content) ? '' : 'the file is not what the hub has';
    }
    if (outcome.startsWith('unexpected') || outcome === 'cancelled') return outcome;
    return left.length === 0 ? '' : `after ${outcome} there is: ${left.join()}`;
  }
}

export async function campaign(runs: number, firstSeed: number): Promise<RunResult[]> {
  const results: RunResult[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await runOnce(firstSeed + run));
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const results = await campaign(Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 1));
  const counts = Map.groupBy(results, (result) => result.outcome);
  for (const [outcome, group] of counts) console.log(`${outcome}: ${group.length}`);
  const broken = results.filter((result) => result.broken !== '');
  for (const result of broken) console.log(`seed ${result.seed}: ${result.broken} (${result.faults.join(', ')})`);
  console.log(`${results.length} runs, ${results.reduce((sum, result) => sum + result.faults.length, 0)} faults, ${broken.length} promises broken`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
