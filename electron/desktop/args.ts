import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Electron and the system add arguments of their own: unknown ones are passed over. */
export function readDataDir(args: readonly string[], cwd: string): string | null {
  const { values } = parseArgs({ args: [...args], options: { 'data-dir': { type: 'string' } }, strict: false });
  const dir = values['data-dir'];
  if (typeof dir !== 'string' || dir === '') return null;
  return isAbsolute(dir) ? dir : resolve(cwd, dir);
}
