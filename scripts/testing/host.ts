/** The whole application as a process, for tests and benchmarks: started like a person starts it, without set-up. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const Ready = z.object({ event: z.literal('ready'), url: z.url(), token: z.string() });

export interface Host {
  url: string;
  token: string;
  pid: number;
  dataDir: string;
  /** Milliseconds from spawn until pages are served. */
  listeningInMs: number;
  /** Milliseconds from spawn to the ready line. */
  startedInMs: number;
  stderr(): string;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<number | null>;
  /** SIGKILL: what a power cut looks like to the process. */
  kill(): Promise<void>;
}

export interface HostOptions {
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
  /** Put before the command, e.g. to run it inside a namespace. */
  wrap?: (command: string, args: readonly string[]) => [string, readonly string[]];
}

export const newDataDir = (name = 'sova-test-'): string => mkdtempSync(join(tmpdir(), name));

interface Launched {
  child: ChildProcess;
  dataDir: string;
  stderr: () => string;
  /** When the link for a person was written: from then on pages are served. */
  listening: () => number;
}

function launch({ dataDir = newDataDir(), port = 0, env = {}, wrap }: HostOptions): Launched {
  const args = [join(root, 'out', 'main', 'web.js'), '--no-open', '--port', String(port), '--data-dir', dataDir];
  const [command, commandArgs] = wrap ? wrap(process.execPath, args) : [process.execPath, args];
  const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let text = '';
  let listening = Number.NaN;
  child.stderr?.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-200_000);
    if (Number.isNaN(listening) && text.includes('#token=')) listening = performance.now();
  });
  return { child, dataDir, stderr: () => text, listening: () => listening };
}

/** Starts and waits for the ready line; fails with what was written if it ends before. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const begun = performance.now();
  const { child, dataDir, stderr, listening } = launch(options);
  const ended = once(child, 'exit');
  if (!child.stdout || child.pid === undefined) throw new Error('the host could not be started');
  const lines = createInterface({ input: child.stdout });
  const firstLine = new Promise<string>((resolve) => lines.once('line', resolve));
  const line = await Promise.race([firstLine, ended.then(() => null)]);
  if (line === null) throw new Error(`the host ended before it was ready:\n${stderr()}`);
  const ready = Ready.parse(JSON.parse(line));
  return {
    url: ready.url,
    token: ready.token,
    pid: child.pid,
    dataDir,
    listeningInMs: listening() - begun,
    startedInMs: performance.now() - begun,
    stderr,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A start that is expected to end by itself: its exit code and all it wrote. */
export async function startAndEnd(options: HostOptions): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { child, stderr } = launch(options);
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    stdout += more;
  });
  await once(child, 'exit');
  return { code: child.exitCode, stdout, stderr: stderr() };
}
