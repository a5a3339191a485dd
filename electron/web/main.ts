/**
 * The web host's entry: the application in the person's browser, or for another program.
 * Standard output carries one line of JSON for programs; words for people go to standard error.
 */
import { join } from 'node:path';
import { CodedError } from '../contract/index.ts';
import { createApp, defaultDataDir, layoutOf, problemOf, systemLocales } from '../core/index.ts';
import { createFileSecrets } from '../settings/index.ts';
import { OwnedByOther } from '../supervisor/index.ts';
import { readArgs } from './args.ts';
import { openBrowser } from './browser.ts';
import { startWebHost } from './host.ts';

const STOP_PATIENCE_MS = 20_000;

/** The folder of package.json, from the sources as well as from out/main. */
const root = join(import.meta.dirname, '../..');

const tell = (line: Record<string, unknown>): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const say = (text: string): boolean => process.stderr.write(`sova: ${text}\n`);

async function run(): Promise<void> {
  const args = readArgs(process.argv.slice(2), process.cwd());
  const dataDir = args.dataDir ?? defaultDataDir(process.platform, process.env);
  const { rendererDir, ...layout } = layoutOf(root);
  const app = await createApp(
    { ...layout, host: 'web', dataDir, locales: systemLocales(process.env) },
    { secrets: () => createFileSecrets(join(dataDir, 'secrets.json')) },
  ).catch(async (error: unknown) => {
    if (error instanceof OwnedByOther) await showOther(error, dataDir, args.open);
    throw error;
  });

  const stopping = new AbortController();
  let host: Awaited<ReturnType<typeof startWebHost>> | null = null;
  const stop = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    // Should a part hang, the process goes all the same, and its children with it.
    setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref();
    await host?.close();
    await app.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

  try {
    host = await startWebHost({ app, rendererDir, port: args.port, log: app.log });
  } catch (error) {
    await app.stop();
    throw error;
  }
  const link = `${host.url}/#token=${host.token}`;
  app.describe({ url: link });
  app.start();
  say(link);
  if (args.open && !(await openBrowser(link))) say('no browser could be opened: use the link above.');
  try {
    await app.answering(stopping.signal);
    tell({ event: 'ready', url: host.url, token: host.token });
  } catch (error) {
    if (!stopping.signal.aborted) say(error instanceof Error ? error.message : String(error));
  }
}

/** The data directory has an owner: its window is the one wanted. */
async function showOther(owner: OwnedByOther, dataDir: string, open: boolean): Promise<never> {
  if (open && owner.url !== null && (await openBrowser(owner.url))) {
    say(`already running as process ${owner.pid}: opened it.`);
    process.exit(0);
  }
  throw new CodedError('conflict', `The data directory ${dataDir} is in use by another Sova (process ${owner.pid})`, { dataDir, pid: owner.pid });
}

try {
  await run();
} catch (error) {
  const { code, details } = problemOf(error);
  const message = error instanceof Error ? error.message : String(error);
  tell({ event: 'error', code, message, details });
  say(message);
  process.exit(1);
}
