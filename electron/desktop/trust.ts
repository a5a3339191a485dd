/** Whom the main process listens to: the top frame of our own page, and nobody else. */
import type { WebFrameMain } from 'electron';
import { isOwnAddress } from './navigation-policy.ts';

export function isTrustedSender(frame: Pick<WebFrameMain, 'url' | 'parent'> | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  const url = URL.parse(frame.url);
  return url !== null && isOwnAddress(url);
}
