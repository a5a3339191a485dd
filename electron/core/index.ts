/** The application without a window: what a host carries. */
export { type App, createApp } from './app.ts';
export type { Api, IncomingFile } from './api.ts';
export { jsonResponse, problemResponse } from './body.ts';
export type { AppConfig, HostPorts } from './config.ts';
export { problemOf } from './errors.ts';
export { createQueue } from './feed.ts';
export { defaultDataDir, type Layout, layoutOf, systemLocales } from './layout.ts';
export { serveRenderer } from './renderer-files.ts';
export { eventStreamResponse } from './sse.ts';
