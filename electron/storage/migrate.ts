/** Each room's schema grows by steps; how far each room is stands in `room_schemas`. */
import type { Database } from 'better-sqlite3';
import { StorageRefused } from './refused.ts';

/** A room's tables: SQL per step, append-only; a landed step is never edited. */
export interface RoomSchema {
  room: string;
  steps: readonly string[];
}

const TABLE = 'CREATE TABLE IF NOT EXISTS room_schemas (room TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT';

/** Whether any step is still to be applied. @throws StorageRefused when the file is from a newer application */
export function needsMigration(db: Database, schemas: readonly RoomSchema[]): boolean {
  const versions = readVersions(db);
  for (const { room, steps } of schemas) {
    const found = versions.get(room) ?? 0;
    if (found > steps.length) {
      throw new StorageRefused('newer-schema', `"${room}" was written by a newer version of the application`, { room, found, known: steps.length });
    }
  }
  return schemas.some(({ room, steps }) => (versions.get(room) ?? 0) < steps.length);
}

/** Applies what is missing, all in one transaction: an interrupted migration leaves the old schema. */
export function migrate(db: Database, schemas: readonly RoomSchema[]): void {
  db.transaction(() => {
    db.exec(TABLE);
    const versions = readVersions(db);
    const write = db.prepare('INSERT INTO room_schemas (room, version) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET version = excluded.version');
    for (const { room, steps } of schemas) {
      for (const step of steps.slice(versions.get(room) ?? 0)) db.exec(step);
      write.run(room, steps.length);
    }
  }).immediate();
}

function readVersions(db: Database): Map<string, number> {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'room_schemas'").get() !== undefined;
  if (!exists) return new Map();
  const rows = db.prepare<[], { room: string; version: number }>('SELECT room, version FROM room_schemas').all();
  return new Map(rows.map((row) => [row.room, row.version]));
}
