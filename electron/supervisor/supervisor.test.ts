import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../log/index.ts';
import { createSupervisor, type Child, type ChildSpec, type Supervisor } from './index.ts';
import { processStart } from './process-tree.ts';

const FAKE = path.join(import.meta.dirname, 'fixtures/fake-child.mjs');
const QUICK = { firstBackOffMs: 5, maxBackOffMs: 20, stopBudgetMs: 2000 };
const HEALTH = { path: '/healthz', intervalMs: 30, timeoutMs: 300, misses: 2 };

let dir: string;
let supervisor: Supervisor;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova supervisor č-'));
  supervisor = createSupervisor({ log: silentLog, random: () => 0, policy: QUICK });
});
afterEach(async () => {
  await supervisor.stopAll();
  rmSync(dir, { recursive: true, force: true });
});

function add(mode: string, more: Partial<ChildSpec> = {}, ...args: string[]): Child {
  return supervisor.add({ name: 'engine', command: process.execPath, args: [FAKE, mode, ...args], env: {}, readyTimeoutMs: 5000, health: HEALTH, ...more });
}

const gone = (pid: number): Promise<void> => vi.waitFor(async () => expect(await processStart(pid)).toBeNull(), { timeout: 5000 });
const pidOf = (child: Child): number => {
  const { pid } = child.status();
  if (pid === null) throw new Error('no process');
  return pid;
};

describe('a child that behaves', () => {
  it('is idle, runs, answers with its token, and stops without a kill', async () => {
    const child = add('well');
    expect(child.status()).toMatchObject({ state: 'idle', pid: null, restarts: 0 });
    expect(child.endpoint()).toBeNull();
    await child.start();
    expect(child.status().state).toBe('running');
    const endpoint = child.endpoint();
    const answer = await fetch(`${endpoint?.url}/healthz`, { headers: { authorization: `Bearer ${endpoint?.token}` } });
    expect(answer.status).toBe(200);
    const pid = pidOf(child);
    await child.stop();
    expect(child.status()).toMatchObject({ state: 'stopped', pid: null });
    await gone(pid);
  });

  it('gets only the allowed environment', async () => {
    process.env.SOVA_TEST_SECRET = 'not for children';
    const child = add('well', { env: { SOVA_OWN: 'yes' } });
    await child.start();
    delete process.env.SOVA_TEST_SECRET;
    const endpoint = child.endpoint();
    const answer = await fetch(`${endpoint?.url}/env`, { headers: { authorization: `Bearer ${endpoint?.token}` } });
    const env = await answer.json();
    expect(env).toMatchObject({ SOVA_OWN: 'yes', SOVA_TOKEN: endpoint?.token });
    expect(env).not.toHaveProperty('SOVA_TEST_SECRET');
  });

  it('is started once however many ask', async () => {
    const child = add('well');
    const states: string[] = [];
    child.onChange((status) => states.push(status.state));
    await Promise.all([child.start(), child.start(), child.start()]);
    expect(states.filter((state) => state === 'running')).toHaveLength(1);
    expect(child.status().restarts).toBe(0);
  });

  it('waits for readiness, and speaks over the channel', async () => {
    const child = add('not-ready', { ipc: true, readiness: { path: '/readyz', timeoutMs: 5000 } });
    await child.start();
    const heard = new Promise((resolve) => child.onMessage(resolve));
    expect(child.send({ hello: 'č' })).toBe(true);
    expect(await heard).toEqual({ echo: { hello: 'č' } });
  });

  it('comes back after kill -9 with another token', async () => {
    const child = add('well');
    await child.start();
    const before = child.endpoint();
    const pid = pidOf(child);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(child.status()).toMatchObject({ state: 'running', restarts: 1 }), { timeout: 5000 });
    expect(pidOf(child)).not.toBe(pid);
    expect(child.endpoint()?.token).not.toBe(before?.token);
  });
});

describe('a child that fails', () => {
  it.each([
    ['exit-0', /exit code 0 before it was ready/],
    ['exit-1', /exit code 1 before it was ready/],
    ['wrong-instance', /another process answers/],
    ['version-9', /speaks version 9/],
    ['silent', /no ready line in time/],
  ])('%s: halted after three times, with the reason', async (mode, reason) => {
    const child = add(mode, { readyTimeoutMs: 1000 });
    await expect(child.start()).rejects.toThrow(reason);
    expect(child.status()).toMatchObject({ state: 'halted', restarts: 2, pid: null });
    expect(child.status().detail).toMatch(reason);
  });

  it('shows its last lines without the token', async () => {
    const child = add('exit-1');
    await expect(child.start()).rejects.toThrow(/exit code 1/);
    expect(child.logTail().at(-1)).toBe('last words, token=[removed]');
  });

  it('is started again after a halt when a person asks', async () => {
    const child = add('exit-1');
    await expect(child.start()).rejects.toThrow(/exit code 1/);
    await expect(child.restart()).rejects.toThrow(/halted/);
    expect(child.status().restarts).toBe(5);
  });

  it('that does not exist is halted', async () => {
    const child = add('well', { command: '/nowhere/python' });
    await expect(child.start()).rejects.toThrow(/ENOENT/);
  });

  it('that is no absolute path is refused', async () => {
    const child = add('well', { command: 'node' });
    await expect(child.start()).rejects.toThrow(/not an absolute path/);
  });

  it.runIf(process.platform !== 'win32')('that is stopped in its tracks is found by its silence and replaced', async () => {
    const child = add('well');
    await child.start();
    const pid = pidOf(child);
    process.kill(pid, 'SIGSTOP');
    await vi.waitFor(() => expect(child.status()).toMatchObject({ state: 'running', restarts: 1 }), { timeout: 8000 });
    await gone(pid);
  });

  it('that floods both streams still gets ready, and its newest lines are kept', async () => {
    const child = add('flood');
    await child.start();
    expect(child.status().state).toBe('running');
    await vi.waitFor(() => expect(child.logTail()).toContain('flood 19999 čćžšđ'), { timeout: 5000 });
    expect(child.logTail().length).toBe(200);
  });
});

describe('stopping', () => {
  it('kills a child that does not listen', async () => {
    const child = add('ignore-stdin');
    await child.start();
    const pid = pidOf(child);
    await child.stop();
    expect(child.status()).toMatchObject({ state: 'stopped', pid: null });
    await gone(pid);
  });

  it('takes the grandchildren along, also after a crash', async () => {
    const note = path.join(dir, 'pid');
    const child = add('grandchild', {}, note);
    await child.start();
    const first = Number(readFileSync(note, 'utf8'));
    process.kill(pidOf(child), 'SIGKILL');
    await vi.waitFor(() => expect(child.status()).toMatchObject({ state: 'running', restarts: 1 }), { timeout: 5000 });
    await gone(first);
    const second = Number(readFileSync(note, 'utf8'));
    await child.stop();
    await gone(second);
  });

  it('cancels a start under way', async () => {
    const child = add('silent', { readyTimeoutMs: 60_000 });
    const outcome = child.start().catch((error: unknown) => String(error));
    await vi.waitFor(() => expect(child.status().pid).not.toBeNull());
    const pid = pidOf(child);
    await child.stop();
    expect(await outcome).toContain('stopped');
    await gone(pid);
    expect(child.status().state).toBe('stopped');
  });

  it('and starting at once ends in running', async () => {
    const child = add('well');
    await child.start();
    const stopping = child.stop();
    await child.start();
    await stopping;
    expect(child.status().state).toBe('running');
  });
});

describe('when the parent is killed', () => {
  it.each(['well', 'grandchild'])('a %s child ends', async (mode) => {
    const note = path.join(dir, 'grandchild');
    const parent = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures/parent.ts'), FAKE, mode, note, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))));
    expect(await processStart(pid)).not.toBeNull();
    parent.kill('SIGKILL');
    await gone(pid);
    if (mode === 'grandchild') expect(existsSync(note)).toBe(true);
  });
});
