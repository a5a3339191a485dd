/** The browser's session: the link's token is traded once for a cookie that scripts cannot read. */
import { Unauthorized } from './channel.ts';

/** The key of a link like `…/#token=KEY`, or null. */
export function tokenOf(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token');
}

async function trade(token: string): Promise<void> {
  const response = await fetch('/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  if (response.status === 401) throw new Unauthorized('the access key is not the right one');
  if (!response.ok) throw new Error(`the session was answered with ${response.status}`);
}

/** A refused WebSocket does not say why; a plain request does. */
async function hasSession(): Promise<boolean> {
  const response = await fetch('/api/v1/health');
  return response.status !== 401;
}

/** Lets this page in: by the link's token (removed from the address first), or by the cookie it already has. */
export async function ensureSession(): Promise<void> {
  const token = tokenOf(window.location.hash);
  if (token !== null) {
    window.history.replaceState(null, '', window.location.pathname);
    await trade(token);
    return;
  }
  if (!(await hasSession())) throw new Unauthorized('this page has no session');
}

/** The access key a person typed: true when it was the right one. */
export async function giveKey(key: string): Promise<boolean> {
  try {
    await trade(key.trim());
    return true;
  } catch (error) {
    if (error instanceof Unauthorized) return false;
    throw error;
  }
}
