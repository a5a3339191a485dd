/** Bytes for the viewer, the same for the web host and the window's own scheme: originals and pictures of pages. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../contract/index.ts';
import type { Documents } from '../documents/index.ts';
import { bodyOf } from './body.ts';
import { parseRange } from './range.ts';

export interface FileRequest {
  /** `/files/{documentId}` or `/files/{documentId}/pages/{n}.png`. */
  pathname: string;
  query: URLSearchParams;
  headers: Headers;
  signal: AbortSignal;
}

/**
 * Documents come from anywhere: they are shown as data and never run. Types a browser would run
 * (HTML, SVG, XML) go out as bytes, and a page made of one would have no rights.
 */
const SAFE_HEADERS = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'private, max-age=3600' };
const SHOWN: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  txt: 'text/plain; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  markdown: 'text/plain; charset=utf-8',
};

const DEFAULT_WIDTH = 1200;
const Width = z.coerce.number().int().min(50).max(4000).catch(DEFAULT_WIDTH);

export function createFileServer(documents: Documents): (request: FileRequest) => Promise<Response> {
  return async ({ pathname, query, headers, signal }) => {
    const address = /^\/files\/([0-9a-f-]{36})(?:\/pages\/(\d{1,6})\.png)?$/.exec(pathname);
    const [, id, page] = address ?? [];
    if (id === undefined || !z.uuid().safeParse(id).success) throw new CodedError('not-found', 'There is no such file');
    if (page !== undefined) return picture(await documents.pageImage({ id, page: Number(page), width: Width.parse(query.get('width') ?? DEFAULT_WIDTH) }, signal));
    const { path, type, name } = documents.original({ id });
    return original(path, type, name, headers.get('range'));
  };
}

function picture(png: Uint8Array): Response {
  return new Response(new Uint8Array(png), { headers: { ...SAFE_HEADERS, 'content-type': 'image/png', 'content-length': String(png.byteLength) } });
}

async function original(path: string, type: string, name: string, rangeHeader: string | null): Promise<Response> {
  const size = await sizeOf(path);
  const range = parseRange(rangeHeader, size);
  // Pictures are one type to the reader; which one, their name says.
  const mime = SHOWN[type === 'image' ? extname(name).slice(1).toLowerCase() : type];
  const headers = {
    ...SAFE_HEADERS,
    'content-type': mime ?? 'application/octet-stream',
    'content-disposition': `${mime ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'accept-ranges': 'bytes',
  };
  if (range.kind === 'unsatisfiable') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  if (range.kind === 'all') return new Response(bodyOf(createReadStream(path)), { headers: { ...headers, 'content-length': String(size) } });
  const { start, end } = range;
  return new Response(bodyOf(createReadStream(path, { start, end })), {
    status: 206,
    headers: { ...headers, 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${size}` },
  });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    throw new CodedError('file-vanished', 'The file is not in the library any more', { path });
  }
}
