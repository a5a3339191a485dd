/**
 * Who may speak to the web host: pure rules, tried by tables.
 * A web page of another origin must get nothing, whether it comes by its own name (Origin),
 * by a name that points here (Host) or by a form and an image tag (no token, SameSite cookie).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '../contract/index.ts';

export interface Caller {
  host: string | undefined;
  origin: string | undefined;
  authorization: string | undefined;
  cookie: string | undefined;
}

export interface Keys {
  port: number;
  /** The access key: for programs as a bearer, for the page once. */
  token: string;
  /** What the page's cookie holds after that. */
  session: string;
}

export type Refusal = Extract<ErrorCode, 'forbidden-host' | 'forbidden-origin' | 'unauthorized'>;

/** The names under which this host may be called. */
function hostNames(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Cookies know no port: two instances on one machine must not overwrite each other's. */
export function cookieName(port: number): string {
  return `sova-${port}`;
}

export function refuseAddress(caller: Caller, port: number): Refusal | null {
  const names = hostNames(port);
  if (caller.host === undefined || !names.includes(caller.host)) return 'forbidden-host';
  if (caller.origin !== undefined && !names.some((name) => caller.origin === `http://${name}`)) return 'forbidden-origin';
  return null;
}

/** With a bearer or with the page's cookie. */
export function refuseCaller(caller: Caller, keys: Keys): Refusal | null {
  const refused = refuseAddress(caller, keys.port);
  if (refused) return refused;
  if (isBearer(caller, keys.token)) return null;
  return same(cookieValue(caller.cookie, cookieName(keys.port)), keys.session) ? null : 'unauthorized';
}

export function isBearer(caller: Caller, token: string): boolean {
  const match = /^Bearer ([^\s]+)$/i.exec(caller.authorization ?? '');
  return same(match?.[1], token);
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** In constant time, whatever the lengths. */
function same(given: string | undefined, wanted: string): boolean {
  if (given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
