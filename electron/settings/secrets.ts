/** Keys of remote endpoints and the like: kept apart from the settings, never in the database, never in a log. */
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Names are ours (`endpoint:<base URL>`), values are the person's. Asynchronous, because a desktop's key chain is. */
export interface Secrets {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

const Stored = z.record(z.string(), z.string());

/**
 * Secrets in a file that only its owner can read (on Windows: as far as the profile folder protects it).
 * Each change is written beside and renamed, so a kill leaves the old or the new file, never half of one.
 */
export function createFileSecrets(file: string): Secrets {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: two changes at once would lose one of them. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  }
  async function read(): Promise<Record<string, string>> {
    try {
      return Stored.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      if (isMissing(error)) return {};
      throw error;
    }
  }
  async function write(secrets: Record<string, string>): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    const part = `${file}.part`;
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(secrets));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(part, 0o600);
    await rename(part, file);
  }
  return {
    get: (key) => inTurn(async () => (await read())[key] ?? null),
    set: (key, value) => inTurn(async () => write({ ...(await read()), [key]: value })),
    delete: (key) =>
      inTurn(async () => {
        const { [key]: gone, ...kept } = await read();
        if (gone !== undefined) await write(kept);
      }),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
