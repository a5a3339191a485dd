/** app://sova: the page and the documents' bytes, without a port anyone could knock at. */
import { protocol, type Session } from 'electron';
import { type App, problemOf, problemResponse, serveRenderer } from '../core/index.ts';
import { isOwnAddress } from './navigation-policy.ts';

/** Before the application is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
}

export function serveScheme(session: Session, app: Pick<App, 'serveFile'>, rendererDir: string): void {
  session.protocol.handle('app', (request) => answer(request, app, rendererDir));
}

export async function answer(request: Request, app: Pick<App, 'serveFile'>, rendererDir: string): Promise<Response> {
  const url = new URL(request.url);
  if (!isOwnAddress(url) || request.method !== 'GET') return problemResponse({ code: 'not-found', message: 'There is no such page', details: {} });
  if (!url.pathname.startsWith('/files/')) return serveRenderer(rendererDir, url.pathname);
  try {
    return await app.serveFile({ pathname: url.pathname, query: url.searchParams, headers: request.headers, signal: request.signal });
  } catch (error) {
    return problemResponse(problemOf(error));
  }
}
