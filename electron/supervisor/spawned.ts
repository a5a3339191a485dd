/** One life of a child process: its streams drained, its ready line awaited, its end confirmed. */
import { spawn, type ChildProcess, type Serializable } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childEnvironment } from './environment.ts';
import { createLineSplitter } from './lines.ts';
import { killTree } from './process-tree.ts';
import { parseReady, type ReadyLine } from './ready.ts';

export interface SpawnOptions {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd?: string;
  ipc?: boolean;
  onLine(line: string, stream: 'stdout' | 'stderr'): void;
  onMessage(message: unknown): void;
  /** Told before the process exists, so that the token never stands in a log. */
  onToken(token: string): void;
}

export interface Spawned {
  readonly pid: number | null;
  readonly token: string;
  /** How it ended, in words ('exit code 1', 'signal SIGKILL', 'spawn ENOENT'); never rejects. */
  readonly ended: Promise<string>;
  /** Rejects when the process ends first. */
  readonly ready: Promise<ReadyLine>;
  send(message: Serializable): boolean;
  /** Closes its standard input, waits three quarters of the budget, then kills the tree and waits for the end. */
  stop(budgetMs: number): Promise<void>;
  /** Kills the tree at once and waits for the end. */
  kill(): Promise<void>;
}

export function spawnChild(o: SpawnOptions): Spawned {
  if (!path.isAbsolute(o.command)) throw new Error(`the command is not an absolute path: ${o.command}`);
  const token = randomBytes(32).toString('hex');
  o.onToken(token);
  const child = spawn(o.command, [...o.args], {
    env: childEnvironment(process.env, { ...o.env, SOVA_TOKEN: token }),
    stdio: o.ipc === true ? ['pipe', 'pipe', 'pipe', 'ipc'] : ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(o.cwd === undefined ? {} : { cwd: o.cwd }),
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
  });
  const ready = awaitReady(child, ended, o);
  ready.catch(() => undefined);
  if (o.ipc === true) child.on('message', (message) => o.onMessage(message));
  child.stdin?.on('error', () => undefined);

  /** What it started itself may outlive it in its group. */
  const sweep = async (): Promise<void> => {
    if (child.pid !== undefined) await killTree(child.pid);
  };
  void ended.then(sweep);

  return {
    pid: child.pid ?? null,
    token,
    ended,
    ready,
    send: (message) => child.connected && child.send(message),
    async stop(budgetMs) {
      child.stdin?.end();
      const patience = new AbortController();
      await Promise.race([ended, delay(budgetMs * 0.75, undefined, { signal: patience.signal }).catch(() => undefined)]);
      patience.abort();
      await sweep();
      await ended;
    },
    async kill() {
      await sweep();
      await ended;
    },
  };
}

/** Drains both streams for the whole life; the first ready line counts, later lines are ordinary. */
function awaitReady(child: ChildProcess, ended: Promise<string>, o: SpawnOptions): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    let waiting = true;
    const stdout = createLineSplitter((line) => {
      try {
        const ready = waiting ? parseReady(line) : null;
        if (ready === null) return o.onLine(line, 'stdout');
        waiting = false;
        resolve(ready);
      } catch (error) {
        reject(error);
      }
    });
    const stderr = createLineSplitter((line) => o.onLine(line, 'stderr'));
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk)).on('end', () => stdout.end());
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk)).on('end', () => stderr.end());
    void ended.then((how) => reject(new Error(`ended before it was ready: ${how}`)));
  });
}
