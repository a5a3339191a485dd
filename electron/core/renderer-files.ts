/** The built interface as answers to requests, the same for the web host and the window's own scheme. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { bodyOf } from './body.ts';

/**
 * Nothing from elsewhere, no inline script, no frame. WebAssembly is let in for PDF.js: scans are mostly
 * JBIG2 and JPEG 2000, whose decoders are WebAssembly from our own package. Styles: React and the viewer set widths and
 * marks as style attributes, which `'self'` alone forbids.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** The file below `folder` that an address names, or null when it leaves the folder. */
function resolveBelow(folder: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = join(folder, decoded);
  const inside = relative(folder, file);
  return inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

/** 200 with the file, or 404. Addresses without an extension are places inside the application: they get its page. */
export async function serveRenderer(folder: string, pathname: string): Promise<Response> {
  const wanted = extname(pathname) === '' ? '/index.html' : pathname;
  const file = resolveBelow(folder, wanted);
  const size = file === null ? null : await sizeOf(file);
  if (file === null || size === null) return new Response('not found', { status: 404, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain' } });
  // Vite puts a hash in the names below assets/: those never change.
  const forever = wanted.startsWith('/assets/');
  return new Response(bodyOf(createReadStream(file)), {
    headers: {
      ...SECURITY_HEADERS,
      'content-type': MIME[extname(file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': String(size),
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}
