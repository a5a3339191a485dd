/** Where a clone (or a package laid out like one) keeps the parts of the application, and where data go by default. */
import { readFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppConfig } from './config.ts';

export interface Layout extends Pick<AppConfig, 'version' | 'resourcesDir' | 'python' | 'inference' | 'threads'> {
  rendererDir: string;
}

const MOST_THREADS = 8;

/** `root`: the folder of package.json. */
export function layoutOf(root: string, platform: NodeJS.Platform = process.platform): Layout {
  const venv = join(root, 'python', '.venv');
  return {
    version: z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version,
    resourcesDir: join(root, 'resources'),
    rendererDir: join(root, 'out', 'renderer'),
    python: {
      command: platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python'),
      sourceDir: join(root, 'python', 'src'),
    },
    inference: { command: process.execPath, args: [import.meta.filename.endsWith('.ts') ? join(root, 'electron', 'generation', 'child.ts') : join(root, 'out', 'main', 'inference.js')] },
    // One core stays with the person and the window.
    threads: Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1)),
  };
}

/** The folder where programs of this system keep a person's data. */
export function defaultDataDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string = homedir()): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Sova');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sova');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'sova');
}

/** The system's languages, best first, as BCP 47 tags. */
export function systemLocales(env: NodeJS.ProcessEnv): string[] {
  const fromEnv = [env['LC_ALL'], env['LC_MESSAGES'], ...(env['LANGUAGE']?.split(':') ?? []), env['LANG']]
    .map((value) => value?.split('.')[0]?.replace('_', '-') ?? '')
    .filter((value) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(value));
  return [...new Set([...fromEnv, Intl.DateTimeFormat().resolvedOptions().locale])];
}
