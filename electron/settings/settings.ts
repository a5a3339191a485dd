import { z } from 'zod';
import { Settings, SettingsPatch } from '../contract/index.ts';
import type { RoomSchema, Storage } from '../storage/index.ts';

/** One row per top-level setting that was ever set; values as JSON. */
export const settingsSchema: RoomSchema = {
  room: 'settings',
  steps: ['CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID'],
};

export interface SettingsRoom {
  get(): Settings;
  /** Replaces whole top-level values; nothing is written when one of them is wrong (throws a ZodError). */
  update(patch: SettingsPatch): Settings;
  /** Called after each change with all settings; returns the way to stop listening. */
  onChange(callback: (settings: Settings) => void): () => void;
}

const Row = z.object({ key: z.string(), value: z.string() });

/** Values that no longer fit the schema (an older or newer version wrote them) fall back to their default, one by one. */
export function createSettings(options: { storage: Pick<Storage, 'db' | 'transaction'> }): SettingsRoom {
  const { storage } = options;
  const write = storage.db.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const listeners = new Set<(settings: Settings) => void>();
  let current = load(z.array(Row).parse(storage.db.prepare('SELECT key, value FROM settings').all()));

  return {
    get: () => current,
    update(patch) {
      const changed = Object.entries(SettingsPatch.parse(patch)).filter(([, value]) => value !== undefined);
      storage.transaction(() => {
        for (const [key, value] of changed) write.run(key, JSON.stringify(value));
      });
      current = { ...current, ...Object.fromEntries(changed) };
      for (const listener of listeners) listener(current);
      return current;
    },
    onChange(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}

function load(rows: readonly z.infer<typeof Row>[]): Settings {
  const stored: Record<string, unknown> = {};
  for (const { key, value } of rows) {
    const field = Object.entries(Settings.shape).find(([name]) => name === key)?.[1];
    const parsed = field?.safeParse(parseJson(value));
    if (parsed?.success) stored[key] = parsed.data;
  }
  return Settings.parse(stored);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
