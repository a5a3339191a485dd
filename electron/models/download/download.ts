/** A file from the hub to its place: described, fetched in parallel pieces, verified, moved. */
import { setTimeout as delay } from 'node:timers/promises';
import { DownloadError } from './failure.ts';
import type { Gate } from './gate.ts';
import { describeRemote, type Fetch, type RemoteFile } from './hub.ts';
import { openPartFile, type PartFile, removePartFile } from './part-file.ts';
import { fetchPiece } from './piece.ts';

export interface DownloadPolicy {
  parallel: number;
  pieceBytes: number;
  /** Tries of one piece without a byte of progress. */
  tries: number;
  firstWaitMs: number;
  silenceMs: number;
  /** Whole downloads begun anew because the content changed or its hash was wrong. */
  restarts: number;
}

const DOWNLOAD_POLICY: DownloadPolicy = { parallel: 3, pieceBytes: 8 * 1024 * 1024, tries: 6, firstWaitMs: 500, silenceMs: 30_000, restarts: 1 };
const LONGEST_WAIT_MS = 20_000;

export interface DownloadRequest {
  base: string;
  repository: string;
  path: string;
  /** Where the finished file goes. */
  target: string;
  /** From the catalogue, where it is known; the hub's word counts otherwise. */
  sha256: string | null;
  gate: Gate;
  signal: AbortSignal;
  fetch: Fetch;
  policy?: Partial<DownloadPolicy>;
  /** Free bytes where the file will lie. */
  freeBytes(): Promise<number>;
  reserveBytes: number;
  onProgress(stage: 'downloading' | 'verifying', done: number, total: number): void;
}

export interface DownloadedFile {
  bytes: number;
  /** Computed from the file itself. */
  sha256: string;
  /** Whether somebody had announced it: otherwise it is only recorded. */
  verified: boolean;
}

/** @throws DownloadError; then nothing of the file is left, save after `cancelled`, to go on from */
export async function download(request: DownloadRequest): Promise<DownloadedFile> {
  const policy = { ...DOWNLOAD_POLICY, ...request.policy };
  const partFile = `${request.target}.part`;
  try {
    for (let restart = 0; ; restart += 1) {
      try {
        return await downloadOnce(request, policy, partFile);
      } catch (error) {
        const again = error instanceof DownloadError && (error.code === 'file-changed' || error.code === 'checksum-mismatch');
        if (!again || restart >= policy.restarts) throw error;
        await removePartFile(partFile);
      }
    }
  } catch (error) {
    if (!(error instanceof DownloadError) || error.code !== 'cancelled') await removePartFile(partFile);
    throw error;
  }
}

async function downloadOnce(o: DownloadRequest, policy: DownloadPolicy, partFile: string): Promise<DownloadedFile> {
  const remote = await patiently(policy, o.signal, () => describeRemote(o));
  const part = await openPartFile(partFile, remote, policy.pieceBytes);
  try {
    const left = remote.bytes - part.doneBytes();
    const free = await o.freeBytes();
    if (left + o.reserveBytes > free) throw new DownloadError('disk-full', `${left} bytes are still to come, ${Math.max(0, free - o.reserveBytes)} may be used`);
    await fetchAll(o, policy, remote, part);
    o.onProgress('verifying', 0, remote.bytes);
    const sha256 = await part.sha256();
    const expected = o.sha256 ?? remote.sha256;
    if (expected !== null && sha256 !== expected) throw new DownloadError('checksum-mismatch', `the file has sha256 ${sha256}, announced was ${expected}`);
    await part.moveTo(o.target);
    return { bytes: remote.bytes, sha256, verified: expected !== null };
  } finally {
    await part.close().catch(() => undefined);
  }
}

async function fetchAll(o: DownloadRequest, policy: DownloadPolicy, remote: RemoteFile, part: PartFile): Promise<void> {
  const waiting = part.missing();
  const failed = new AbortController();
  const signal = AbortSignal.any([o.signal, failed.signal]);
  let done = part.doneBytes();
  const write = async (position: number, bytes: Uint8Array): Promise<void> => {
    await part.write(position, bytes);
    done += bytes.length;
    o.onProgress('downloading', Math.min(done, remote.bytes), remote.bytes);
  };

  async function worker(): Promise<void> {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      const { start, end } = part.range(piece);
      let position = start;
      while (position < end) {
        const from = position;
        position = await patiently(policy, signal, () => fetchPiece({ remote, start: from, end, fetch: o.fetch, gate: o.gate, silenceMs: policy.silenceMs, signal, write }));
      }
      await part.finish(piece);
    }
  }

  const workers = Array.from({ length: Math.min(policy.parallel, Math.max(1, waiting.length)) }, () =>
    worker().catch((error: unknown) => {
      failed.abort();
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  const reasons = ended.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));
  // The first failure stopped the others: theirs are only 'cancelled'.
  const first = reasons.find((reason) => !(reason instanceof DownloadError) || reason.code !== 'cancelled') ?? reasons[0];
  if (first !== undefined) throw first;
}

/** Tries again with growing waits while the failure may pass. */
async function patiently<T>(policy: DownloadPolicy, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DownloadError) || !error.retry || attempt >= policy.tries) throw error;
      await delay(Math.min(LONGEST_WAIT_MS, policy.firstWaitMs * 2 ** (attempt - 1)), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw new DownloadError('cancelled', 'cancelled');
    }
  }
}
