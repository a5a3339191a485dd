/** Where an endpoint is: whether text that goes there leaves this machine. */
import { isIPv4, isIPv6 } from 'node:net';

/** Only addresses that cannot be anywhere else; a name that a resolver answers may be. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/gu, '').toLowerCase();
  if (host === 'localhost') return true;
  if (isIPv4(host)) return host.startsWith('127.');
  return isIPv6(host) && host === '::1';
}

/** `http://127.0.0.1:11434` and `http://127.0.0.1:11434/v1/` both lead to `…/v1/<path>`. */
export function routeOf(baseUrl: string, path: string): string {
  const base = baseUrl.replace(/\/+$/u, '');
  return `${/\/v\d+$/u.test(base) ? base : `${base}/v1`}/${path}`;
}
