/** Electron's binary comes from outside npm: it is tried for, briefly, and Sova runs without it. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';
import { root } from './steps.mjs';

const PATIENCE_MS = 15_000;
const ASK_AGAIN_AFTER_MS = 60 * 60 * 1000;
const say = (text) => process.stderr.write(`sova: ${text}\n`);

function installedBinary() {
  const pointer = join(root, 'node_modules', 'electron', 'path.txt');
  if (!existsSync(pointer)) return null;
  const binary = join(root, 'node_modules', 'electron', 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The binary's path, or null (then the web host is used); says which and why. */
export async function findElectron() {
  if (!hasDisplay()) {
    say('no display here: opening in the browser instead of a window of its own.');
    return null;
  }
  const there = installedBinary();
  if (there) return there;
  const refusal = join(root, '.setup', 'electron-refused');
  if (existsSync(refusal) && Date.now() - statSync(refusal).mtimeMs < ASK_AGAIN_AFTER_MS) {
    say('Electron could not be fetched within the last hour: opening in the browser.');
    return null;
  }
  say('fetching Electron ...');
  try {
    await run(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], { timeoutMs: PATIENCE_MS });
  } catch {
    mkdirSync(join(root, '.setup'), { recursive: true });
    writeFileSync(refusal, '');
    say('Electron could not be fetched: opening in the browser.');
    return null;
  }
  return installedBinary();
}
