import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZodError } from 'zod';
import type { SettingsPatch } from '../contract/index.ts';
import { silentLog } from '../log/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import { createFileSecrets, createSettings, settingsSchema } from './index.ts';

let dir: string;
let storage: Storage;
const openAgain = () => {
  storage.close();
  storage = open();
};
const open = () => openStorage({ file: join(dir, 'sova.db'), snapshotsDir: join(dir, 'snapshots'), schemas: [settingsSchema], log: silentLog });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sova-čž-'));
  storage = open();
});
afterEach(() => {
  storage.close();
  rmSync(dir, { recursive: true });
});

test('every setting has a default, and a change lasts', () => {
  const settings = createSettings({ storage });
  expect(settings.get()).toMatchObject({ language: null, theme: 'system', checkForUpdates: false, allowRemoteEndpoint: false });
  settings.update({ theme: 'dark', language: 'hr' });
  openAgain();
  expect(createSettings({ storage }).get()).toMatchObject({ theme: 'dark', language: 'hr' });
});

test('a change of one leaves the others as they are', () => {
  const settings = createSettings({ storage });
  settings.update({ theme: 'dark' });
  settings.update({ answerLanguage: 'en' });
  expect(settings.get()).toMatchObject({ theme: 'dark', answerLanguage: 'en' });
});

test('a wrong value changes nothing, not even the right one beside it', () => {
  const settings = createSettings({ storage });
  const wrong: SettingsPatch = JSON.parse('{"theme":"dark","answerLanguage":"de"}');
  expect(() => settings.update(wrong)).toThrow(ZodError);
  openAgain();
  expect(createSettings({ storage }).get().theme).toBe('system');
});

test('a stored value of another version falls back alone', () => {
  createSettings({ storage }).update({ theme: 'dark', language: 'en' });
  storage.db.prepare('UPDATE settings SET value = ? WHERE key = ?').run('"sepia"', 'theme');
  storage.db.prepare('INSERT INTO settings VALUES (?, ?)').run('fromTheFuture', 'not even JSON');
  expect(createSettings({ storage }).get()).toMatchObject({ theme: 'system', language: 'en' });
});

test('listeners hear changes until they leave', () => {
  const settings = createSettings({ storage });
  const heard: string[] = [];
  const leave = settings.onChange(({ theme }) => heard.push(theme));
  settings.update({ theme: 'dark' });
  leave();
  settings.update({ theme: 'light' });
  expect(heard).toEqual(['dark']);
});

test('secrets last, stay the owner\'s, and changes at once all hold', async () => {
  const file = join(dir, 'secrets.json');
  const secrets = createFileSecrets(file);
  await Promise.all(['a', 'b', 'c'].map((key) => secrets.set(key, `ključ-${key}`)));
  await secrets.delete('b');
  const again = createFileSecrets(file);
  expect(await Promise.all(['a', 'b', 'c'].map((key) => again.get(key)))).toEqual(['ključ-a', null, 'ključ-c']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ a: 'ključ-a', c: 'ključ-c' });
});
