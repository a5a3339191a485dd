/** Secrets under the key chain of the system: encrypted values in the same file, opened only by this account. */
import { safeStorage } from 'electron';
import type { Log } from '../log/index.ts';
import type { Secrets } from '../settings/index.ts';

/**
 * Where the system has no key chain (Linux without one), the values are kept as the file keeps them:
 * readable by the owner only. The log says so; values written either way can be read back.
 */
export function createKeychainSecrets(file: Secrets, log: Log): Secrets {
  const MARK = 'keychain:';
  async function isProtected(): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  }
  return {
    async get(key) {
      const stored = await file.get(key);
      if (stored === null || !stored.startsWith(MARK)) return stored;
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(stored.slice(MARK.length), 'base64'));
        return result;
      } catch (error) {
        // Another account's key chain, or one that was reset: the person is asked for the key again.
        log.warn('a secret cannot be opened', { key, error });
        return null;
      }
    },
    async set(key, value) {
      if (await isProtected()) return file.set(key, MARK + (await safeStorage.encryptStringAsync(value)).toString('base64'));
      log.warn('this system has no key chain: the secret is kept in a file that only its owner can read', { key });
      return file.set(key, value);
    },
    delete: (key) => file.delete(key),
  };
}
