/** The installed models in the database; their files are elsewhere. */
import { z } from 'zod';
import { ModelRole } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';

const Row = z.object({
  id: z.string(),
  role: ModelRole,
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  origin: z.enum(['download', 'import', 'in-place']),
  memory_bytes: z.number().nullable(),
  added_at: z.number(),
});

export type StoredModel = z.infer<typeof Row>;

export interface ModelStore {
  list(): StoredModel[];
  get(id: string): StoredModel | undefined;
  put(model: StoredModel): void;
  remove(id: string): void;
}

export function createModelStore({ db }: Storage): ModelStore {
  const list = db.prepare('SELECT * FROM models ORDER BY added_at DESC, id');
  const get = db.prepare('SELECT * FROM models WHERE id = ?');
  const put = db.prepare(`
    INSERT INTO models (id, role, name, path, bytes, sha256, origin, memory_bytes, added_at)
    VALUES (@id, @role, @name, @path, @bytes, @sha256, @origin, @memory_bytes, @added_at)
    ON CONFLICT (id) DO UPDATE SET role = excluded.role, name = excluded.name, path = excluded.path, bytes = excluded.bytes,
      sha256 = excluded.sha256, origin = excluded.origin, memory_bytes = excluded.memory_bytes, added_at = excluded.added_at`);
  const remove = db.prepare('DELETE FROM models WHERE id = ?');
  return {
    list: () => z.array(Row).parse(list.all()),
    get: (id) => Row.optional().parse(get.get(id)),
    put: (model) => void put.run(model),
    remove: (id) => void remove.run(id),
  };
}
