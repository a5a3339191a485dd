/** What the page may ask of the system: a pure rule. Everything is refused but copying text and full screen. */
import { isOwnAddress } from './navigation-policy.ts';

const GRANTED = new Set(['clipboard-sanitized-write', 'fullscreen']);

export function grantsPermission(permission: string, requestingUrl: string): boolean {
  const url = URL.parse(requestingUrl);
  return url !== null && isOwnAddress(url) && GRANTED.has(permission);
}
