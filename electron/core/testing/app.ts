/** A whole application for tests: real engine, real Chroma, a data directory of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../contract/index.ts';
import { createFileSecrets } from '../../settings/index.ts';
import { type App, createApp } from '../app.ts';
import { layoutOf } from '../layout.ts';

export const root = join(import.meta.dirname, '../../..');

export type Client = ContractRouterClient<Contract>;

export interface TestApp {
  app: App;
  dataDir: string;
  /** Stops it and removes its data. */
  end(): Promise<void>;
}

/** Started, and answering questions. */
export async function startTestApp(): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sova čšž '));
  const { rendererDir: _, ...layout } = layoutOf(root);
  const app = await createApp({ ...layout, host: 'web', dataDir, locales: ['hr-HR'], threads: 1 }, { secrets: () => createFileSecrets(join(dataDir, 'secrets.json')) });
  app.start();
  await app.answering();
  return {
    app,
    dataDir,
    async end() {
      await app.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The first event for which `wanted` holds; leaves the stream. */
export async function until<T>(stream: AsyncIterable<T>, wanted: (event: T) => boolean): Promise<T> {
  for await (const event of stream) if (wanted(event)) return event;
  throw new Error('the stream ended before the event came');
}
