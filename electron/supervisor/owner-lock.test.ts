import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OwnedByOther, takeOwnerLock } from './index.ts';
import { processStart } from './process-tree.ts';

const FAKE = path.join(import.meta.dirname, 'fixtures/fake-child.mjs');
let dir: string;
let parents: ChildProcess[];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova brava ž-'));
  parents = [];
});
afterEach(() => {
  for (const parent of parents) parent.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** A real other instance with one child; resolves with the child's pid. */
function otherInstance(mode: string): Promise<{ parent: ChildProcess; childPid: number }> {
  const parent = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures/parent.ts'), FAKE, mode, '', dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  parents.push(parent);
  return new Promise((resolve) => parent.stdout.once('data', (line: Buffer) => resolve({ parent, childPid: Number(line.toString()) })));
}

it('refuses while another instance lives, and says where it is', async () => {
  const { parent } = await otherInstance('well');
  const refused = await takeOwnerLock(dir).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OwnedByOther);
  expect(refused).toMatchObject({ pid: parent.pid, url: 'http://127.0.0.1:1/' });
});

it('takes over from a killed instance and ends the child that outlived it', async () => {
  const { parent, childPid } = await otherInstance('ignore-stdin');
  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await processStart(parent.pid ?? 0)).toBeNull());
  expect(await processStart(childPid)).not.toBeNull();
  const lock = await takeOwnerLock(dir);
  await vi.waitFor(async () => expect(await processStart(childPid)).toBeNull());
  lock.release();
});

it('takes over when the pid belongs to another process now', async () => {
  const record = { instance: 'old', owner: { pid: process.pid, start: 'another:time' }, url: null, children: [{ pid: process.ppid, start: 'another:time' }] };
  writeFileSync(path.join(dir, 'owner.lock'), JSON.stringify(record));
  const lock = await takeOwnerLock(dir);
  expect(lock.instance).not.toBe('old');
  expect(await processStart(process.ppid)).not.toBeNull();
});

it('takes over a half-written record, and gives way after release', async () => {
  writeFileSync(path.join(dir, 'owner.lock'), '{"instance":');
  const lock = await takeOwnerLock(dir);
  await expect(takeOwnerLock(dir)).rejects.toBeInstanceOf(OwnedByOther);
  lock.release();
  const next = await takeOwnerLock(dir);
  lock.describe({ url: 'http://127.0.0.1:9/' });
  expect(readFileSync(path.join(dir, 'owner.lock'), 'utf8')).toContain(next.instance);
});

it('of many starts at once exactly one owns', async () => {
  writeFileSync(path.join(dir, 'owner.lock'), JSON.stringify({ instance: 'dead', owner: { pid: 1, start: 'no' }, url: null, children: [] }));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeOwnerLock(dir)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
});

it.runIf(process.platform !== 'win32')('is readable by its owner only', async () => {
  await takeOwnerLock(dir);
  expect(statSync(path.join(dir, 'owner.lock')).mode & 0o077).toBe(0);
});
