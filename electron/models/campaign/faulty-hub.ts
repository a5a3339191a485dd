/** A hub on this machine that misbehaves: real HTTP, faults drawn from a seed. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Fault = 'drop' | 'wrong-range' | 'too-much' | 'too-little' | 'server-error' | 'no-ranges' | 'changed' | 'wrong-bytes';
export const FAULTS: readonly Fault[] = ['drop', 'wrong-range', 'too-much', 'too-little', 'server-error', 'no-ranges', 'changed', 'wrong-bytes'];

export interface HubFile {
  content: Buffer;
  /** What the hub announces; null: nothing. */
  sha256: string | null;
}

export interface FaultyHub {
  url: string;
  requests: { method: string; range: string | null }[];
  /** From now on the file has other content and another version. */
  change(content: Buffer): void;
  close(): Promise<void>;
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** @param next draws what the next request for bytes meets; null: it is served as it should be */
export async function startFaultyHub(file: HubFile, next: () => Fault | null): Promise<FaultyHub> {
  let { content } = file;
  let announced = file.sha256;
  let version = 1;
  const requests: FaultyHub['requests'] = [];

  function change(other: Buffer): void {
    content = other;
    announced = announced === null ? null : sha256(other);
    version += 1;
  }

  const common = (): Record<string, string> => ({ 'x-repo-commit': `commit-${version}`, etag: `"v${version}"` });

  function head(response: ServerResponse): void {
    const linked = announced === null ? {} : { 'x-linked-etag': `"${announced}"` };
    response.writeHead(302, { ...common(), ...linked, 'x-linked-size': String(content.length), location: '/storage' }).end();
  }

  function get(request: IncomingMessage, response: ServerResponse): void {
    const asked = /^bytes=(\d+)-(\d+)$/u.exec(request.headers.range ?? '');
    const start = Number(asked?.[1] ?? 0);
    const end = Math.min(content.length, Number(asked?.[2] ?? content.length - 1) + 1);
    const fault = next();
    if (fault === 'server-error') return void response.writeHead(503).end();
    if (fault === 'no-ranges') return void response.writeHead(200, common()).end(content);
    if (fault === 'changed') change(Buffer.concat([content.subarray(1), Buffer.from([7])]));
    const from = fault === 'wrong-range' ? start + 1 : start;
    const bytes = Buffer.from(content.subarray(from, end));
    if (fault === 'wrong-bytes') bytes[0] = (bytes[0] ?? 0) ^ 0xff;
    response.writeHead(206, { ...common(), 'content-range': `bytes ${from}-${end - 1}/${content.length}` });
    const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
    if (fault === 'drop') return void response.write(half, () => response.destroy());
    if (fault === 'too-little') return void response.end(half);
    if (fault === 'too-much') return void response.end(Buffer.concat([bytes, Buffer.alloc(10)]));
    response.end(bytes);
  }

  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', range: request.headers.range ?? null });
    if (request.method === 'HEAD') head(response);
    else get(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    change,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
