/**
 * Set-up as a list of steps, each with the inputs that make it stale. A step runs when the hash of
 * its inputs differs from its stamp or when what it makes is gone; otherwise it costs a few
 * milliseconds. Runs on Node 18 and newer, with nothing installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const stampDir = join(root, '.setup', 'stamps');

/** Files below `path` (or the file itself), sorted, generated folders left out. */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !['node_modules', '.venv', '__pycache__', 'tessdata'].includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}

function hashInputs(inputs, extra) {
  const hash = createHash('sha256').update(extra);
  for (const input of inputs) {
    for (const file of filesBelow(join(root, input))) hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title what a person reads while it runs
 * @property {readonly string[]} inputs files and folders, relative to the root
 * @property {readonly string[]} makes what must exist afterwards, relative to the root
 * @property {string} [extra] anything else that makes it stale
 * @property {() => Promise<void>} run
 */

/** Runs what is stale, in order; a failed step leaves no stamp. Progress goes to standard error. */
export async function runSteps(/** @type {readonly Step[]} */ steps) {
  mkdirSync(stampDir, { recursive: true });
  for (const step of steps) {
    const stamp = join(stampDir, step.name);
    const wanted = hashInputs(step.inputs, `${step.extra ?? ''}${process.platform}${process.arch}`);
    const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && step.makes.every((made) => existsSync(join(root, made)));
    if (fresh) continue;
    const started = Date.now();
    process.stderr.write(`sova: ${step.title} ...\n`);
    rmSync(stamp, { force: true });
    await step.run();
    const missing = step.makes.filter((made) => !existsSync(join(root, made)));
    if (missing.length > 0) throw new Error(`${step.title}: ${missing.join(', ')} was not made`);
    writeFileSync(stamp, wanted);
    process.stderr.write(`sova: ${step.title}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  }
}
