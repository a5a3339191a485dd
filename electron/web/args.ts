import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface WebArgs {
  /** 0: any free port. */
  port: number;
  open: boolean;
  /** Absolute; null: the system's usual place. */
  dataDir: string | null;
}

/** Throws an Error that says which argument is wrong. */
export function readArgs(args: readonly string[], cwd: string): WebArgs {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false }, 'data-dir': { type: 'string' }, web: { type: 'boolean' } },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`--port takes a number from 0 to 65535, not ${values.port}`);
  const dir = values['data-dir'];
  if (dir === '') throw new Error('--data-dir takes a folder');
  return { port, open: !values['no-open'], dataDir: dir === undefined ? null : isAbsolute(dir) ? dir : resolve(cwd, dir) };
}
