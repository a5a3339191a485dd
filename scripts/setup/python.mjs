/** The engine's Python: an interpreter of this machine, uv beside the project, a hash-locked environment. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';
import { root } from './steps.mjs';

const OLDEST = [3, 11];
const UV = 'uv==0.13.8';
const windows = process.platform === 'win32';
const binary = (folder, name) => (windows ? join(folder, 'Scripts', `${name}.exe`) : join(folder, 'bin', name));

export const venvPython = windows ? 'python/.venv/Scripts/python.exe' : 'python/.venv/bin/python';

/** The first interpreter new enough; says which were looked at when there is none. */
export async function findPython() {
  const wanted = process.env.SOVA_PYTHON;
  const candidates = wanted ? [[wanted]] : [['python3'], ['python3.13'], ['python3.12'], ['python3.11'], ['python'], ...(windows ? [['py', '-3']] : [])];
  const seen = [];
  for (const [command, ...args] of candidates) {
    try {
      const out = await run(command, [...args, '-c', 'import sys; print(sys.version_info[0], sys.version_info[1], sys.executable, sep="\\n")']);
      const [major, minor, executable] = out.trim().split(/\r?\n/);
      seen.push(`${command} ${major}.${minor}`);
      if (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]) return executable;
    } catch {
      seen.push(`${command}: not there`);
    }
  }
  throw new Error(`Sova needs Python ${OLDEST.join('.')} or newer (looked at: ${seen.join(', ')}). Install it, or name one in SOVA_PYTHON.`);
}

/** uv of our own, from PyPI, in .setup: the machine's is neither needed nor touched. */
async function findUv(python) {
  const folder = join(root, '.setup', 'uv');
  const uv = binary(folder, 'uv');
  if (existsSync(uv)) return uv;
  mkdirSync(join(root, '.setup'), { recursive: true });
  try {
    await run(python, ['-m', 'venv', folder]);
    await run(binary(folder, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', UV]);
    return uv;
  } catch (error) {
    // Debian's python3 comes without ensurepip; a pip beside it can still fetch uv.
    const target = join(root, '.setup', 'uv-target');
    try {
      await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', target, UV]);
    } catch {
      throw new Error(`No virtual environment can be made with ${python}. On Debian or Ubuntu: apt install python3-venv. (${error.message})`);
    }
    return windows ? join(target, 'bin', 'uv.exe') : join(target, 'bin', 'uv');
  }
}

export async function installPython() {
  const python = await findPython();
  const uv = await findUv(python);
  const venv = join(root, 'python', '.venv');
  const env = { ...process.env, UV_PYTHON_DOWNLOADS: 'never', UV_NO_CONFIG: '1' };
  if (!existsSync(join(root, venvPython))) await run(uv, ['venv', '--quiet', '--python', python, venv], { env });
  await run(uv, ['pip', 'sync', '--quiet', '--require-hashes', '--python', join(root, venvPython), join(root, 'python', 'requirements.lock')], { env });
}
