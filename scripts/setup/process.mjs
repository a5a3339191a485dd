/** Running other programs: output to standard error, a failure told with what was said last. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './steps.mjs';

const KEPT_OUTPUT = 8_000;

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number, shell?: boolean }} [options]
 * @returns {Promise<string>} what it printed on standard output
 */
export function run(command, args, { cwd = root, env = process.env, quiet = true, timeoutMs, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    let out = '';
    let tail = '';
    const keep = (text) => {
      tail = (tail + text).slice(-KEPT_OUTPUT);
      if (!quiet) process.stderr.write(text);
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
      keep(text);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${tail}`));
    });
  });
}

export const npm = process.platform === 'win32' ? { command: 'npm.cmd', shell: true } : { command: 'npm', shell: false };

/**
 * The environment without the programs of `checkout`'s own packages on its path (Windows spells the name `Path`).
 * @param {NodeJS.ProcessEnv} env
 * @param {string} checkout
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutOwnPrograms(env, checkout) {
  const own = join(checkout, 'node_modules');
  const outside = (path) => path.split(delimiter).filter((folder) => !folder.startsWith(own)).join(delimiter);
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, name.toUpperCase() === 'PATH' && value !== undefined ? outside(value) : value]));
}
