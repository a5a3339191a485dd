/** What the hub says of a file before it is fetched: its size, its sha256, the version it stands at. */
import { z } from 'zod';
import { DownloadError } from './failure.ts';

export const HUB = 'https://huggingface.co';

export interface RemoteFile {
  url: string;
  bytes: number;
  /** null: the hub does not announce one. */
  sha256: string | null;
  /** Changes with the content; null: nothing to compare. */
  version: string | null;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const Size = z.coerce.number().int().min(1);
const SHA256 = /^"?(?:sha256:)?([0-9a-f]{64})"?$/u;

/**
 * The large-file headers stand on the hub's own answer, before it redirects to its storage.
 * @throws DownloadError
 */
export async function describeRemote(o: { base: string; repository: string; path: string; fetch: Fetch; signal: AbortSignal }): Promise<RemoteFile> {
  const url = `${o.base.replace(/\/+$/u, '')}/${o.repository}/resolve/main/${o.path.split('/').map(encodeURIComponent).join('/')}`;
  const own = await head(url, 'manual', o);
  const linked = Size.safeParse(own.headers.get('x-linked-size'));
  const answer = own.status >= 300 && own.status < 400 && !linked.success ? await head(url, 'follow', o) : own;
  if (answer.status >= 400) {
    throw new DownloadError('download-failed', `${o.path}: the server answered ${answer.status}`, answer.status >= 500 || answer.status === 429);
  }
  const bytes = linked.success ? linked : Size.safeParse(answer.headers.get('content-length'));
  if (!bytes.success) throw new DownloadError('download-failed', `${o.path}: the server does not say how large the file is`);
  const etag = own.headers.get('x-linked-etag') ?? answer.headers.get('etag');
  return { url, bytes: bytes.data, sha256: SHA256.exec(etag ?? '')?.[1] ?? null, version: own.headers.get('x-repo-commit') ?? etag };
}

async function head(url: string, redirect: RequestRedirect, o: { fetch: Fetch; signal: AbortSignal }): Promise<Response> {
  try {
    return await o.fetch(url, { method: 'HEAD', redirect, signal: o.signal, headers: { 'accept-encoding': 'identity' } });
  } catch (error) {
    if (o.signal.aborted) throw new DownloadError('cancelled', 'cancelled');
    throw new DownloadError('download-failed', error instanceof Error ? error.message : String(error), true);
  }
}
