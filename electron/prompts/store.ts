/** Versions in the database. What may become of which is decided in states.ts; the triggers hold it too. */
import { z } from 'zod';
import { PromptParts, PromptState } from '../contract/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Change } from './states.ts';

const Row = z.object({
  prompt_id: z.string(),
  number: z.number(),
  state: PromptState,
  origin: z.enum(['built-in', 'own']),
  parts: z.string().transform((json) => PromptParts.parse(JSON.parse(json))),
  note: z.string(),
  based_on: z.number().nullable(),
  revision: z.number(),
  created_at: z.number(),
  updated_at: z.number(),
  activated_at: z.number().nullable(),
});
export type StoredVersion = z.infer<typeof Row>;

export interface PromptStore {
  get(promptId: string, number: number): StoredVersion | undefined;
  /** Newest first. */
  list(promptId: string): StoredVersion[];
  active(promptId: string): StoredVersion | undefined;
  /** A draft, with the next number. */
  add(version: Pick<StoredVersion, 'prompt_id' | 'origin' | 'parts' | 'note' | 'based_on'>): StoredVersion;
  save(promptId: string, number: number, text: Pick<StoredVersion, 'parts' | 'note'>): void;
  apply(promptId: string, changes: readonly Change[]): void;
  remove(promptId: string, number: number): void;
}

export function createPromptStore({ db }: Pick<Storage, 'db'>, clock: () => number): PromptStore {
  const one = db.prepare('SELECT * FROM prompt_versions WHERE prompt_id = ? AND number = ?');
  const all = db.prepare('SELECT * FROM prompt_versions WHERE prompt_id = ? ORDER BY number DESC');
  const active = db.prepare(`SELECT * FROM prompt_versions WHERE prompt_id = ? AND state = 'active'`);
  const count = db.prepare('INSERT INTO prompts (id, last_number) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET last_number = last_number + 1 RETURNING last_number').pluck();
  const insert = db.prepare(`
    INSERT INTO prompt_versions (prompt_id, number, state, origin, parts, note, based_on, created_at, updated_at)
    VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?) RETURNING *`);
  const save = db.prepare('UPDATE prompt_versions SET parts = ?, note = ?, revision = revision + 1, updated_at = ? WHERE prompt_id = ? AND number = ?');
  const setState = db.prepare(
    `UPDATE prompt_versions SET state = @state, updated_at = @now, activated_at = iif(@state = 'active', @now, activated_at) WHERE prompt_id = @prompt AND number = @number`,
  );
  const remove = db.prepare('DELETE FROM prompt_versions WHERE prompt_id = ? AND number = ?');
  const optional = Row.optional();

  return {
    get: (promptId, number) => optional.parse(one.get(promptId, number)),
    list: (promptId) => all.all(promptId).map((row) => Row.parse(row)),
    active: (promptId) => optional.parse(active.get(promptId)),
    add(version) {
      const number = z.number().parse(count.get(version.prompt_id));
      const now = clock();
      return Row.parse(insert.get(version.prompt_id, number, version.origin, JSON.stringify(version.parts), version.note, version.based_on, now, now));
    },
    save(promptId, number, { parts, note }) {
      save.run(JSON.stringify(parts), note, clock(), promptId, number);
    },
    apply(promptId, changes) {
      for (const { number, state } of changes) setState.run({ state, now: clock(), prompt: promptId, number });
    },
    remove(promptId, number) {
      remove.run(promptId, number);
    },
  };
}
