/** Where a window may go: a pure rule, tried by a table. */

export type Verdict = 'allow' | 'external' | 'deny';

export const APP_ORIGIN = 'app://sova';

/** What may be handed to the system's browser or mail program, and nothing else. */
const EXTERNAL = new Set(['https:', 'http:', 'mailto:']);

export interface Navigation {
  url: string;
  /** A frame inside the page may not send the person elsewhere. */
  isMainFrame: boolean;
}

/** Inside: only our own page. Outside: only what the main frame asks for, under a scheme that runs nothing. */
export function judgeNavigation({ url, isMainFrame }: Navigation): Verdict {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return 'deny';
  if (isOwnAddress(parsed)) return 'allow';
  return isMainFrame && EXTERNAL.has(parsed.protocol) ? 'external' : 'deny';
}

/** New windows are never ours: a link leads outside or nowhere. */
export function judgeNewWindow(url: string): Exclude<Verdict, 'allow'> {
  const verdict = judgeNavigation({ url, isMainFrame: true });
  return verdict === 'external' ? 'external' : 'deny';
}

export function isOwnAddress(url: URL): boolean {
  return `${url.protocol}//${url.host}` === APP_ORIGIN;
}
