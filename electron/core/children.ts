/** The programs of the application: how each is started and when it counts as alive. */
import { join } from 'node:path';
import type { ChildSpec } from '../supervisor/index.ts';
import type { AppConfig } from './config.ts';
import type { DataPaths } from './paths.ts';

/** Reading a heavy page can hold the interpreter for seconds: silence is a crash only after a minute. */
const HEALTH = { path: '/healthz', intervalMs: 5000, timeoutMs: 10_000, misses: 6 };

/** Imports of a cold disk under a virus scanner take their time. */
const READY_TIMEOUT_MS = 120_000;

export function engineSpec(config: AppConfig, paths: DataPaths): ChildSpec {
  return pythonSpec('engine', 'sova_engine', config, {
    SOVA_DATA_DIR: paths.engine,
    SOVA_TESSDATA: join(config.resourcesDir, 'tessdata'),
    SOVA_RESOURCES: config.resourcesDir,
    SOVA_MODELS_DIR: paths.models,
  });
}

export function chromaSpec(config: AppConfig, paths: DataPaths): ChildSpec {
  return pythonSpec('chroma', 'sova_engine.vectors.server', config, { SOVA_DATA_DIR: paths.vectors });
}

/** The language model's process: speaks over the process channel, started when a model is first asked for. */
export function inferenceSpec(config: AppConfig): ChildSpec {
  const { command, args } = config.inference;
  return { name: 'inference', command, args, env: threadLimits(config.threads), start: 'lazy', ipc: true, readyTimeoutMs: READY_TIMEOUT_MS };
}

function pythonSpec(name: 'engine' | 'chroma', module: string, config: AppConfig, env: Record<string, string>): ChildSpec {
  const { command, sourceDir } = config.python;
  return {
    name,
    command,
    // -P: the folder it is started in is no place to import from; -X utf8: paths and pipes whatever the locale.
    args: ['-X', 'utf8', '-P', '-u', '-m', module],
    // A question's matrices are small: numpy's second thread spins longer than it works.
    env: { ...env, ...threadLimits(config.threads), OPENBLAS_NUM_THREADS: '1', ...bytecode(sourceDir) },
    start: 'lazy',
    readyTimeoutMs: READY_TIMEOUT_MS,
    health: HEALTH,
  };
}

/** In a clone Python keeps its compiled modules, which halves the next start; an installed tree comes compiled and is signed: nothing is written there. */
const bytecode = (sourceDir: string | null): Record<string, string> =>
  sourceDir === null ? { PYTHONDONTWRITEBYTECODE: '1' } : { PYTHONPATH: sourceDir, PYTHONDONTWRITEBYTECODE: '' };

/** Every library that starts a pool of its own, held to the same number: pools multiply. */
function threadLimits(threads: number): Record<string, string> {
  const names = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'RAYON_NUM_THREADS', 'TOKIO_WORKER_THREADS', 'OMP_THREAD_LIMIT'];
  return Object.fromEntries(names.map((name) => [name, String(threads)]));
}
