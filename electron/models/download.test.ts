import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaign } from './campaign/campaign.ts';
import { type Fault, type FaultyHub, sha256, startFaultyHub } from './campaign/faulty-hub.ts';
import { download, type DownloadRequest } from './download/download.ts';
import { createGate } from './download/gate.ts';

const PIECE = 1000;
const content = Buffer.from(Array.from({ length: 10 * PIECE }, (_, index) => (index * 7) % 251));

let dir: string;
let hubs: FaultyHub[];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova modeli ž-'));
  hubs = [];
});
afterEach(async () => {
  for (const hub of hubs) await hub.close();
  rmSync(dir, { recursive: true, force: true });
});

async function hub(o: { announced?: string | null; faults?: (Fault | null)[] } = {}): Promise<FaultyHub> {
  const faults = [...(o.faults ?? [])];
  const started = await startFaultyHub({ content, sha256: o.announced === undefined ? sha256(content) : o.announced }, () => faults.shift() ?? null);
  hubs.push(started);
  return started;
}

const target = () => path.join(dir, 'qwen', 'model.gguf');
const request = (url: string, more: Partial<DownloadRequest> = {}): DownloadRequest => ({
  base: url,
  repository: 'Qwen/Qwen',
  path: 'model.gguf',
  target: target(),
  sha256: null,
  gate: createGate(() => null),
  signal: AbortSignal.any([]),
  fetch,
  policy: { pieceBytes: PIECE, firstWaitMs: 1, tries: 3, parallel: 2 },
  freeBytes: async () => 1_000_000,
  reserveBytes: 0,
  onProgress: () => undefined,
  ...more,
});

test('a file arrives in pieces, verified by the hash the hub announces', async () => {
  const { url } = await hub();
  const seen: [string, number][] = [];
  const got = await download(request(url, { onProgress: (stage, done) => seen.push([stage, done]) }));
  expect(got).toEqual({ bytes: content.length, sha256: sha256(content), verified: true });
  expect(readFileSync(target()).equals(content)).toBe(true);
  expect(readdirSync(path.dirname(target()))).toEqual(['model.gguf']);
  expect(seen.filter(([stage]) => stage === 'downloading').at(-1)?.[1]).toBe(content.length);
});

test('what was fetched before an end is not fetched again', async () => {
  const { url, requests } = await hub();
  const stop = new AbortController();
  const half = request(url, { signal: stop.signal, policy: { pieceBytes: PIECE, parallel: 1 }, onProgress: (_, done) => done >= 4 * PIECE && stop.abort() });
  await expect(download(half)).rejects.toMatchObject({ code: 'cancelled' });
  const before = requests.filter(({ range }) => range !== null).length;
  requests.length = 0;
  await download(request(url));
  const again = requests.filter(({ range }) => range !== null);
  expect(before).toBeGreaterThanOrEqual(4);
  expect(again.length).toBeLessThanOrEqual(7);
  expect(again.map(({ range }) => range)).not.toContain('bytes=0-999');
  expect(readFileSync(target()).equals(content)).toBe(true);
});

test('other content on the server begins anew and ends in the new content', async () => {
  const server = await hub();
  const stop = new AbortController();
  await expect(download(request(server.url, { signal: stop.signal, onProgress: (_, done) => done >= 3 * PIECE && stop.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
  const other = Buffer.from(content).fill(9, 0, 500);
  server.change(other);
  await download(request(server.url));
  expect(readFileSync(target()).equals(other)).toBe(true);
});

test.each([
  ['a wrong hash', { announced: 'a'.repeat(64) }, {}, 'checksum-mismatch'],
  ['a hash other than the catalogue knows', {}, { sha256: 'b'.repeat(64) }, 'checksum-mismatch'],
  ['a server that always fails', { faults: Array.from({ length: 50 }, (): Fault => 'server-error') }, {}, 'download-failed'],
  ['a server that sends no parts', { faults: Array.from({ length: 50 }, (): Fault => 'no-ranges') }, {}, 'download-failed'],
  ['too little room', {}, { freeBytes: async () => 5000, reserveBytes: 100 }, 'disk-full'],
] as const)('%s is a clear error with nothing left behind', async (_, server, more, code) => {
  const { url } = await hub({ ...server, faults: 'faults' in server ? [...server.faults] : [] });
  await expect(download(request(url, more))).rejects.toMatchObject({ code });
  expect(existsSync(target()) || readdirSync(path.dirname(target())).length > 0).toBe(false);
});

test('without an announced hash the file is recorded, not called verified', async () => {
  const { url } = await hub({ announced: null });
  expect(await download(request(url))).toMatchObject({ verified: false, sha256: sha256(content) });
});

test('a paused download takes nothing until it goes on', async () => {
  const { url } = await hub();
  const gate = createGate(() => null);
  let done = 0;
  let atPause = -1;
  const running = download(
    request(url, {
      gate,
      policy: { pieceBytes: PIECE, parallel: 1 },
      onProgress(_, bytes) {
        done = bytes;
        if (atPause >= 0 || bytes < 2 * PIECE) return;
        atPause = bytes;
        gate.pause();
        // Time for whatever would come in spite of the pause.
        setImmediate(() => setImmediate(() => {
          expect(done).toBe(atPause);
          gate.resume();
        }));
      },
    }),
  );
  await running;
  expect(atPause).toBeGreaterThan(0);
  expect(readFileSync(target()).equals(content)).toBe(true);
});

test('seeded faults: each run ends in the announced file or a clear error with nothing left', async () => {
  const results = await campaign(60, 1000);
  expect(results.filter((result) => result.broken !== '')).toEqual([]);
  expect(new Set(results.flatMap((result) => result.faults)).size).toBe(8);
  expect(new Set(results.map((result) => result.outcome)).size).toBeGreaterThan(1);
});
