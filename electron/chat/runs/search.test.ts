/** Runs found by the words of their questions, on a real database: also those of before there was an index. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { silentLog } from '../../log/index.ts';
import { openStorage } from '../../storage/index.ts';
import { chatSchema } from '../schema.ts';
import { askAndWait, count, openRoom } from '../testing.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

function room(dir?: string) {
  const made = openRoom(dir === undefined ? {} : { dir });
  open.push(made.closeAll);
  return made;
}

const found = ({ chat }: ReturnType<typeof room>, text: string): string[] =>
  chat.runs.list({ filter: { text, statuses: [], kinds: [], model: null, promptVersion: null, conversationId: null, from: null, to: null }, offset: 0, limit: 10 }).items.map(({ question }) => question);

test('every word must begin a word of the question; diacritics on neither side matter, đ least of all', async () => {
  const made = room();
  const { id } = made.chat.create({});
  for (const text of ['Koji je rok za žalbu građana?', 'Što građani plaćaju?', 'What does “Đuro” pay?']) await askAndWait(made.chat, id, text);
  expect(found(made, 'gradan zalb')).toEqual(['Koji je rok za žalbu građana?']);
  expect(found(made, 'GRAĐAN')).toEqual(['Što građani plaćaju?', 'Koji je rok za žalbu građana?']);
  expect(found(made, 'đuro')).toEqual(found(made, 'duro'));
  expect(found(made, 'duro')).toHaveLength(1);
  expect(found(made, 'rađana')).toEqual([]);
  expect(found(made, '"rok" OR pay*')).toEqual([]);
  expect(found(made, '%_"')).toEqual([]);
  expect(found(made, '  ')).toHaveLength(3);
});

test('what is removed is found no more, and leaves nothing in the index', async () => {
  const made = room();
  const { id } = made.chat.create({});
  await askAndWait(made.chat, id, 'Koji je rok?');
  await made.chat.remove({ id });
  expect(found(made, 'rok')).toEqual([]);
  expect(count(made.storage, 'run_questions')).toBe(0);
  expect(() => made.storage.db.exec(`INSERT INTO run_search (run_search) VALUES ('integrity-check')`)).not.toThrow();
});

test('runs of before the index are found too', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'sova-runs-'));
  const old = openStorage({ file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), schemas: [{ ...chatSchema, steps: chatSchema.steps.slice(0, 3) }], log: silentLog });
  old.db.exec(`INSERT INTO runs (id, question, status, settings, timings, passages, started_at, finished_at) VALUES ('r1', 'Koja su prava građana?', 'complete', '{}', '{}', '[]', 1, 2)`);
  old.close();
  expect(found(room(dir), 'gradana')).toEqual(['Koja su prava građana?']);
});
