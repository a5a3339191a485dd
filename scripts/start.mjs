/**
 * `npm start`: sets up what is missing, then opens Sova: the Electron window where that is possible,
 * otherwise the same application in the browser.
 * Options: --web (browser even where Electron is there), --no-open, --port N, --data-dir DIR.
 * Standard output belongs to the application (its one ready line); everything else is on standard error.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './setup/electron.mjs';
import { node, setUp } from './setup/index.mjs';
import { root } from './setup/steps.mjs';

const args = process.argv.slice(2);

function open(command, commandArgs) {
  const child = spawn(command, commandArgs, { cwd: root, stdio: 'inherit', env: process.env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  // npm killed outright cannot pass a signal on: when our parent is gone, so are we.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 1000);
  child.once('error', (error) => fail(error));
  child.once('exit', (code, signal) => {
    clearInterval(watch);
    process.exit(signal ? 1 : (code ?? 1));
  });
}

function fail(error) {
  process.stderr.write(`\nsova: ${error.message}\n`);
  process.exit(1);
}

try {
  await setUp();
  const web = args.includes('--web');
  const electron = web ? null : await findElectron();
  const hostArgs = args.filter((arg) => arg !== '--web');
  const webHost = join(root, 'out', 'main', 'web.js');
  if (electron) open(electron, [root, ...hostArgs]);
  else if (existsSync(webHost)) open(join(root, node), [webHost, ...hostArgs]);
  else throw new Error(`${webHost} is missing: delete .setup and start again.`);
} catch (error) {
  fail(error);
}
