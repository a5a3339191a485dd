/** Runs a module of the engine in its own environment: `node scripts/python.mjs MODULE [ARG ...]`. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { setUp } from './setup/index.mjs';
import { venvPython } from './setup/python.mjs';
import { root } from './setup/steps.mjs';

const [module, ...args] = process.argv.slice(2);
await setUp();
const child = spawn(join(root, venvPython), ['-X', 'utf8', '-m', module, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PYTHONPATH: [join(root, 'python', 'src'), join(root, 'python')].join(delimiter), SOVA_TESSDATA: join(root, 'resources', 'tessdata'), SOVA_RESOURCES: join(root, 'resources') },
});
child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
