/** One piece of a file by HTTP range; what the server says is believed only where it can be checked. */
import { DownloadError } from './failure.ts';
import type { Gate } from './gate.ts';
import type { Fetch, RemoteFile } from './hub.ts';

export interface PieceRequest {
  remote: RemoteFile;
  start: number;
  /** Exclusive. */
  end: number;
  fetch: Fetch;
  gate: Gate;
  /** Nothing came for so long: the connection is given up. */
  silenceMs: number;
  signal: AbortSignal;
  write(position: number, bytes: Uint8Array): Promise<void>;
}

/**
 * @returns how far it came: `end` when the piece is whole
 * @throws DownloadError
 */
export async function fetchPiece(o: PieceRequest): Promise<number> {
  const silence = new AbortController();
  const signal = AbortSignal.any([o.signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), o.silenceMs);
  let position = o.start;
  try {
    const response = await o.fetch(o.remote.url, { signal, headers: { range: `bytes=${o.start}-${o.end - 1}`, 'accept-encoding': 'identity' } });
    if (!response.body) throw new DownloadError('download-failed', 'an answer without a body', true);
    requireRange(response, o);
    for await (const bytes of response.body) {
      clearTimeout(timer);
      if (position + bytes.length > o.end) throw new DownloadError('download-failed', 'the server sent more than it was asked for', true);
      await o.gate.pass(bytes.length, o.signal);
      await o.write(position, bytes);
      position += bytes.length;
      timer = setTimeout(() => silence.abort(), o.silenceMs);
    }
    if (position === o.start) throw new DownloadError('download-failed', 'the server sent nothing', true);
    return position;
  } catch (error) {
    if (o.signal.aborted) throw new DownloadError('cancelled', 'cancelled');
    if (error instanceof DownloadError) throw error;
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) throw new DownloadError('disk-full', error.message);
    // Dropped in the middle: what came counts.
    if (position > o.start) return position;
    throw new DownloadError('download-failed', error instanceof Error ? error.message : String(error), true);
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function requireRange(response: Response, o: PieceRequest): void {
  const { status, headers } = response;
  if (status >= 400) throw new DownloadError('download-failed', `the server answered ${status}`, status >= 500 || status === 429 || status === 408);
  const whole = o.start === 0 && o.end === o.remote.bytes;
  if (status === 200 && whole) return;
  const said = /^bytes (\d+)-(\d+)\/(\d+|\*)$/u.exec(headers.get('content-range') ?? '');
  if (status !== 206 || !said) throw new DownloadError('download-failed', 'the server does not send parts of files', true);
  const [, start, end, total] = said;
  if (total !== '*' && Number(total) !== o.remote.bytes) throw new DownloadError('file-changed', `the file has ${total} bytes now, not ${o.remote.bytes}`);
  if (Number(start) !== o.start || Number(end) >= o.end) throw new DownloadError('download-failed', `the server sent bytes ${start}-${end}, not ${o.start}-${o.end - 1}`, true);
  const commit = headers.get('x-repo-commit');
  if (commit !== null && o.remote.version !== null && commit !== o.remote.version) throw new DownloadError('file-changed', 'the file changed on the server');
}
