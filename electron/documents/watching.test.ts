import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openRoom, type Room } from './testing.ts';

let room: Room;
let watched: string;
beforeEach(() => {
  room = openRoom();
  watched = path.join(room.dir, 'izvor/Praćena mapa');
  mkdirSync(watched, { recursive: true });
});
afterEach(() => room.close());

const PATIENCE = { timeout: 20_000, interval: 20 };
const shown = () => room.all().map(({ name, state, places }) => `${places[0]?.folder ?? ''}/${name} ${state}`);
const becomes = (...expected: string[]): Promise<void> => vi.waitFor(() => expect(shown()).toEqual(expected), PATIENCE);
const watch = () => room.documents.watchFolder({ path: watched });

it('follows new, changed, renamed and deleted files; a rename reads nothing', async () => {
  room.file('Praćena mapa/a.txt', 'prvi');
  const folder = await watch();
  await becomes('Praćena mapa/a.txt ready');
  await vi.waitFor(() => expect(room.documents.folders()).toMatchObject([{ id: folder.id, state: 'watching', files: 1 }]), PATIENCE);

  room.file('Praćena mapa/dublje/b.txt', 'drugi');
  await becomes('Praćena mapa/a.txt ready', 'Praćena mapa/dublje/b.txt ready');
  const id = room.all()[0]?.id;

  renameSync(path.join(watched, 'a.txt'), path.join(watched, 'dublje/č.txt'));
  await becomes('Praćena mapa/dublje/b.txt ready', 'Praćena mapa/dublje/č.txt ready');
  expect(room.all()[1]?.id).toBe(id);
  expect(room.engine.ingests).toHaveLength(2);

  writeFileSync(path.join(watched, 'dublje/č.txt'), 'prvi, promijenjen');
  await vi.waitFor(() => expect(room.engine.held.size === 2 && room.engine.ingests.length === 3 && !room.engine.held.has(id ?? '')).toBe(true), PATIENCE);
  expect(shown()).toEqual(['Praćena mapa/dublje/b.txt ready', 'Praćena mapa/dublje/č.txt ready']);

  rmSync(path.join(watched, 'dublje/b.txt'));
  await becomes('Praćena mapa/dublje/č.txt ready');
  await vi.waitFor(() => expect(room.libraryFiles()).toHaveLength(1), PATIENCE);
});

it('catches up at the start with what changed meanwhile', async () => {
  room.file('Praćena mapa/a.txt', 'a');
  room.file('Praćena mapa/b.txt', 'b');
  await watch();
  await becomes('Praćena mapa/a.txt ready', 'Praćena mapa/b.txt ready');
  await room.documents.stop();
  rmSync(path.join(watched, 'a.txt'));
  room.file('Praćena mapa/c.txt', 'c');
  room.crash();
  await becomes('Praćena mapa/b.txt ready', 'Praćena mapa/c.txt ready');
  expect(room.engine.ingests).toHaveLength(3);
});

it('that is not there takes nothing away', async () => {
  room.file('Praćena mapa/a.txt', 'a');
  const { id } = await watch();
  await becomes('Praćena mapa/a.txt ready');
  await room.documents.stop();
  renameSync(watched, `${watched} drugdje`);
  mkdirSync(watched);
  room.crash();
  await vi.waitFor(() => expect(room.documents.folders()).toMatchObject([{ id, state: 'missing' }]), PATIENCE);
  expect(shown()).toEqual(['Praćena mapa/a.txt ready']);
});

it('does not bring back what a person removed, until the file changes or is dropped by hand', async () => {
  const file = room.file('Praćena mapa/a.txt', 'a');
  await watch();
  await becomes('Praćena mapa/a.txt ready');
  await room.documents.remove({ ids: room.all().map(({ id }) => id) });
  room.file('Praćena mapa/b.txt', 'b');
  await becomes('Praćena mapa/b.txt ready');
  writeFileSync(file, 'a, dulje');
  await becomes('Praćena mapa/a.txt ready', 'Praćena mapa/b.txt ready');
  await room.documents.remove({ ids: room.all().map(({ id }) => id) });
  await room.add(file);
  expect(room.all()).toMatchObject([{ name: 'a.txt', state: 'ready' }]);
});

it('left alone keeps its documents and follows no more', async () => {
  room.file('Praćena mapa/a.txt', 'a');
  const { id } = await watch();
  await becomes('Praćena mapa/a.txt ready');
  room.documents.unwatchFolder({ id });
  expect(room.documents.folders()).toEqual([]);
  expect(room.all()).toMatchObject([{ places: [{ watchedFolderId: null }] }]);
  expect(() => room.documents.unwatchFolder({ id })).toThrow(expect.objectContaining({ code: 'unknown-folder' }));
});

it('is one for one tree', async () => {
  const first = await watch();
  expect(await watch()).toMatchObject({ id: first.id });
  await expect(room.documents.watchFolder({ path: path.dirname(watched) })).rejects.toMatchObject({ code: 'conflict' });
  await expect(room.documents.watchFolder({ path: path.join(watched, 'nema') })).rejects.toMatchObject({ code: 'unknown-folder' });
});
