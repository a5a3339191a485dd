/** Everything a fresh clone needs before it can start or be tested; quick when nothing changed. */
import { createReadStream, createWriteStream, existsSync, lstatSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { npm, run, withoutOwnPrograms } from './process.mjs';
import { findPython, installPython, venvPython } from './python.mjs';
import { root, runSteps } from './steps.mjs';

/** The newest Node of the lock file: better-sqlite3, vitest and the web host need 22 or newer, systems often have less. */
export const node = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node';

async function installPackages() {
  // A linked folder belongs to another checkout: installing here would empty it there.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  // An npm script runs on the Node that is about to be replaced: what follows needs the system's.
  const env = withoutOwnPrograms(process.env, root);
  await run(npm.command, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { env, shell: npm.shell });
  // The one install script we run: the package `node` fetches the binary of this platform.
  await run('node', ['installArchSpecificPackage.js'], { env, cwd: join(root, 'node_modules', 'node') });
  // npm links a package's programs when it installs it; this one's did not exist then.
  await run(npm.command, ['rebuild', 'node', '--ignore-scripts'], { env, shell: npm.shell });
}

async function unpackOcrData() {
  const target = join(root, 'resources', 'tessdata');
  mkdirSync(target, { recursive: true });
  for (const language of ['hrv', 'eng']) {
    const source = join(root, 'node_modules', '@tesseract.js-data', language, '4.0.0_best_int', `${language}.traineddata.gz`);
    const part = join(target, `${language}.part`);
    await pipeline(createReadStream(source), createGunzip(), createWriteStream(part));
    renameSync(part, join(target, `${language}.traineddata`));
  }
}

const packages = { name: 'npm', title: 'installing npm packages', inputs: ['package-lock.json', '.npmrc'], makes: ['node_modules/electron-vite', node], run: installPackages };
const python = { name: 'python', title: 'installing the Python engine', inputs: ['python/requirements.lock'], makes: [venvPython], run: installPython };
const ocr = { name: 'ocr', title: 'unpacking text recognition for Croatian and English', inputs: ['package-lock.json'], makes: ['resources/tessdata/hrv.traineddata', 'resources/tessdata/eng.traineddata'], run: unpackOcrData };
const build = {
  name: 'build',
  title: 'building the application',
  inputs: ['electron', 'renderer', 'electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'],
  makes: ['out/main/web.js', 'out/renderer/index.html'],
  run: () => run(join(root, node), ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn']).then(() => undefined),
};

/** Throws an Error whose message is for a person. */
export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 18) throw new Error(`Sova needs Node 20 or newer, this is ${process.version}.`);
  if (!existsSync(join(root, venvPython))) await findPython();
  await runSteps([packages, python, ocr, build]);
}
