/** A Chrome or Chromium of this machine for the browser tests; on Debian as root it is installed. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../setup/process.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'];

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [process.env.SOVA_CHROMIUM, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  return candidates.find((path) => {
    try {
      if (!path) return false;
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @returns {Promise<{ path: string }>} */
export async function findChromium() {
  const there = installed();
  if (there) return { path: there };
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('no Chrome or Chromium here: installing chromium with apt-get');
    await run('apt-get', ['update', '-q']).catch(() => undefined);
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']).catch((error) => {
      throw new Error(`The browser tests need Chrome or Chromium and it could not be installed: ${error.message}`);
    });
    const now = installed();
    if (now) return { path: now };
  }
  throw new Error('The browser tests need Chrome or Chromium: install one, or name it in SOVA_CHROMIUM.');
}
