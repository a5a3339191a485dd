import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineProblem } from '../engine/index.ts';
import { openRoom, SUMMARY, type Room } from './testing.ts';

let room: Room;
beforeEach(() => {
  room = openRoom();
});
afterEach(() => room.close());

const sha = (content: string): string => createHash('sha256').update(content).digest('hex');
const batch = (id: string) => room.events.findLast((event) => event.type === 'batch' && event.batch.id === id);
const rejected = () => room.events.flatMap((event) => (event.type === 'rejected' ? [{ name: event.file.name, code: event.file.problem.code }] : []));
const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
const upload = (name: string, content: string, folder = '') =>
  room.documents.addStream({ name, folder, batchId: crypto.randomUUID(), stream: Readable.from([Buffer.from(content)]) });
const EMPTY_LISTS = { filter: { text: '', states: [], types: [], folder: null }, sort: 'name', descending: false, offset: 0, limit: 500 } as const;
const search = (text: string): string[] => room.documents.list({ ...EMPTY_LISTS, filter: { ...EMPTY_LISTS.filter, states: [], types: [], text } }).items.map(({ name }) => name);

describe('a dropped tree', () => {
  it('is copied by content, read, and counted; the folder is the tree\'s', async () => {
    room.file('Ugovori/Najam čćžšđ.txt', 'Najamnina iznosi 450 eura.');
    room.file('Ugovori/2024/zapisnik.md', '# Zapisnik');
    const id = await room.add(path.join(room.dir, 'izvor/Ugovori'));
    expect(room.all().map(({ name, state, places, pages, passages, jobId }) => ({ name, state, folder: places[0]?.folder, pages, passages, jobId }))).toEqual([
      { name: 'Najam čćžšđ.txt', state: 'ready', folder: 'Ugovori', pages: 1, passages: 2, jobId: null },
      { name: 'zapisnik.md', state: 'ready', folder: 'Ugovori/2024', pages: 1, passages: 2, jobId: null },
    ]);
    expect(room.libraryFiles()).toContain(sha('Najamnina iznosi 450 eura.'));
    expect(readFileSync(room.engine.ingests[0]?.path ?? '').length).toBeGreaterThan(0);
    await vi.waitFor(() => expect(batch(id)).toMatchObject({ batch: { total: 2, finished: 2, failed: 0, listing: false } }));
    expect(room.documents.stats()).toEqual({ documents: 2, searchable: 2, failed: 0, pages: 2, passages: 4, bytes: 36 });
  });

  it('leaves junk out and names what is no file, without stopping', async () => {
    const root = path.join(room.dir, 'izvor/stablo');
    room.file('stablo/a.txt', 'a');
    for (const junk of ['.DS_Store', 'Thumbs.db', '~$a.docx', '.git/config', '__MACOSX/a.txt']) room.file(`stablo/${junk}`, 'junk');
    symlinkSync(root, path.join(root, 'petlja'));
    symlinkSync(path.join(root, 'nigdje'), path.join(root, 'prazna veza'));
    symlinkSync(path.join(root, 'a.txt'), path.join(root, 'veza.txt'));
    execFileSync('mkfifo', [path.join(root, 'cijev')]);
    const id = await room.add(root, '/dev/null', path.join(room.dir, 'nema'));
    expect(room.all().map(({ places }) => places.map(({ name }) => name).toSorted())).toEqual([['a.txt', 'veza.txt']]);
    expect(rejected().toSorted(byName)).toEqual([
      { name: 'cijev', code: 'not-a-regular-file' },
      { name: 'nema', code: 'file-vanished' },
      { name: 'null', code: 'not-a-regular-file' },
      { name: 'petlja', code: 'not-a-regular-file' },
      { name: 'prazna veza', code: 'file-vanished' },
    ]);
    await vi.waitFor(() => expect(batch(id)).toMatchObject({ batch: { total: 7, finished: 7, failed: 5 } }));
  });

  it('refuses what can be judged before it is copied', async () => {
    room.settings.limits.fileMegabytes = 1;
    const paths = [
      room.file('prazno.txt', ''),
      room.file('program.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300, 1)])),
      room.file('velika.txt', 'x'.repeat(1024 * 1024 + 1)),
    ];
    await room.add(...paths);
    expect(rejected().toSorted(byName)).toEqual([
      { name: 'prazno.txt', code: 'empty-file' },
      { name: 'program.exe', code: 'unknown-type' },
      { name: 'velika.txt', code: 'file-too-large' },
    ]);
    expect(room.all()).toEqual([]);
    expect(room.libraryFiles()).toEqual([]);
    expect(readdirSync(path.join(room.dir, 'incoming'))).toEqual([]);
  });

  it('says when a file may not be read', async () => {
    const file = room.file('tajno.txt', 'x');
    chmodSync(file, 0);
    // Root reads everything: as root the file is opened in the name of nobody.
    const root = process.getuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    try {
      await room.add(file);
    } finally {
      if (root) process.seteuid?.(0);
    }
    expect(rejected()).toEqual([{ name: 'tajno.txt', code: 'permission-denied' }]);
  });

  it('stands very long names and deep folders', async () => {
    const deep = Array.from({ length: 12 }, (_, n) => `mapa šđ ${n} ${'č'.repeat(90)}`).join('/');
    room.file(`${deep}/${'ž'.repeat(120)}.txt`, 'duboko');
    await room.add(path.join(room.dir, 'izvor'));
    expect(room.all()).toMatchObject([{ state: 'ready', name: `${'ž'.repeat(120)}.txt` }]);
  });

  it('of many files leaves the event loop its turns', async () => {
    for (let n = 0; n < 300; n += 1) room.file(`puno/${n % 10}/${n}.txt`, `sadržaj ${n}`);
    let turns = 0;
    const probe = setInterval(() => (turns += 1), 1);
    await room.add(path.join(room.dir, 'izvor/puno'));
    clearInterval(probe);
    expect(turns).toBeGreaterThan(100);
    expect(room.documents.stats()).toMatchObject({ documents: 300, searchable: 300 });
    expect(room.engine.ingests).toHaveLength(300);
  });
});

describe('the same bytes', () => {
  it('at two places are one document', async () => {
    await room.add(room.file('a/jedan.txt', 'isto'), room.file('b/dva.txt', 'isto'));
    const [only, ...others] = room.all();
    expect(others).toEqual([]);
    expect(only?.places.map(({ name }) => name).toSorted()).toEqual(['dva.txt', 'jedan.txt']);
    expect(room.engine.ingests).toHaveLength(1);
    expect(search('dva')).toEqual([only?.name]);
  });

  it('uploaded again are named a duplicate, with no job when they are read', async () => {
    const first = await upload('a.txt', 'isto');
    expect(first).toMatchObject({ duplicateOf: null, document: { sha256: sha('isto') } });
    expect(first.jobId).not.toBeNull();
    await room.quiet();
    const second = await upload('b.txt', 'isto');
    expect(second).toMatchObject({ duplicateOf: first.document.id, jobId: null });
    expect(second.document.places).toHaveLength(2);
    await upload('b.txt', 'isto');
    expect(room.all()[0]?.places).toHaveLength(2);
  });

  it('of a document that failed are read again', async () => {
    room.engine.read = async () => {
      throw new EngineProblem('corrupt-file', 'broken', { page: 1 }, true);
    };
    await upload('a.txt', 'x');
    await room.quiet();
    expect(room.all()).toMatchObject([{ state: 'failed', error: { code: 'corrupt-file', details: { page: 1 } }, jobId: null }]);
    room.engine.read = async () => SUMMARY;
    const again = await upload('a.txt', 'x');
    expect(again.jobId).not.toBeNull();
    await room.quiet();
    expect(room.all()).toMatchObject([{ state: 'ready', error: null }]);
  });
});

describe('uploads', () => {
  it('with folders or tricks in their names are shown and never used as paths', async () => {
    await upload('../../etc/lozinke.txt', 'a');
    await upload('C:\\Users\\Ana\\ugovor.txt', 'b');
    await upload('fdp.\u202etxt', 'c');
    await upload('plan.txt', 'd', 'Projekti/2024');
    expect(room.all().map(({ name, places }) => [places[0]?.folder, name])).toEqual([
      ['', 'fdp. txt'],
      ['etc', 'lozinke.txt'],
      ['Projekti/2024', 'plan.txt'],
      ['Users/Ana', 'ugovor.txt'],
    ]);
    expect(room.libraryFiles().every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });

  it.each([
    ['prazno.txt', '', 'empty-file'],
    ['slika.bin', '\u0000\u0001\u0002\u0003', 'unknown-type'],
  ])('%s is refused with its code', async (name, content, code) => {
    await expect(upload(name, content)).rejects.toMatchObject({ code });
    expect(room.all()).toEqual([]);
    expect(readdirSync(path.join(room.dir, 'incoming'))).toEqual([]);
  });

  it('that break off leave nothing', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('pola');
      throw new Error('the line is cut');
    }
    await expect(room.documents.addStream({ name: 'a.txt', folder: '', batchId: crypto.randomUUID(), stream: broken() })).rejects.toThrow('the line is cut');
    expect(readdirSync(path.join(room.dir, 'incoming'))).toEqual([]);
    expect(room.all()).toEqual([]);
  });

  it('over the reserve of the disk or the limit of the library are refused', async () => {
    room.free.bytes = 10;
    room.settings.limits.reserveMegabytes = 1;
    await expect(upload('a.txt', 'x')).rejects.toMatchObject({ code: 'disk-full', details: { free: 10 } });
    room.free.bytes = 1e12;
    room.settings.limits.libraryGigabytes = 1e-9;
    await expect(upload('a.txt', 'xx')).rejects.toMatchObject({ code: 'library-full' });
    expect(room.libraryFiles()).toEqual([]);
  });
});

describe('reading', () => {
  it('shows its stages, and ends partial when a page failed', async () => {
    let go = (): void => undefined;
    room.engine.read = async (_, onProgress) => {
      onProgress({ event: 'stage', stage: 'reading', done: 12, total: 40 });
      await new Promise<void>((resolve) => (go = resolve));
      return { ...SUMMARY, outcomes: { text: 3, ocr: 1, empty: 0, failed: 1 } };
    };
    const { jobId, document } = await upload('a.txt', 'x');
    await vi.waitFor(() => expect(room.jobs.get(jobId ?? '')?.progress).toMatchObject({ stage: 'reading', done: 12, total: 40 }));
    expect(room.documents.get({ id: document.id }).state).toBe('processing');
    go();
    await room.quiet();
    expect(room.documents.get({ id: document.id })).toMatchObject({ state: 'partial', outcomes: { failed: 1 } });
  });

  it('waits for an engine that is down without losing a try', async () => {
    room.engine.down = true;
    const { jobId, document } = await upload('a.txt', 'x');
    await vi.waitFor(() => expect(room.jobs.get(jobId ?? '')).toMatchObject({ state: 'waiting', attempt: 0 }));
    await vi.waitFor(() => expect(room.documents.get({ id: document.id }).state).toBe('waiting'));
    room.engine.down = false;
    room.jobs.wake();
    await vi.waitFor(() => expect(room.documents.get({ id: document.id }).state).toBe('ready'));
  });

  it('that kills the engine each time is given up', async () => {
    room.engine.read = async (_, onProgress) => {
      onProgress({ event: 'stage', stage: 'reading', done: 1, total: 2 });
      throw new EngineProblem('engine-unavailable', 'gone');
    };
    const { document } = await upload('otrov.txt', 'x');
    await vi.waitFor(() => {
      room.jobs.wake();
      expect(room.documents.get({ id: document.id })).toMatchObject({ state: 'failed', error: { code: 'reader-crashed' } });
    });
  });

  it('can be cancelled, and asked for again', async () => {
    room.engine.read = (_, __, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const { jobId, document } = await upload('a.txt', 'x');
    await vi.waitFor(() => expect(room.jobs.get(jobId ?? '')?.state).toBe('running'));
    room.jobs.cancel(jobId ?? '');
    await vi.waitFor(() => expect(room.documents.get({ id: document.id })).toMatchObject({ state: 'cancelled', jobId: null }));
    room.engine.read = async () => SUMMARY;
    room.documents.retryPages({ id: document.id, pages: null });
    await room.quiet();
    expect(room.documents.get({ id: document.id }).state).toBe('ready');
  });

  it('of some pages again keeps a searchable document searchable, and its password out of the database', async () => {
    const { document } = await upload('a.txt', 'x');
    await room.quiet();
    room.engine.read = async () => {
      throw new EngineProblem('password-required', 'locked', {}, true);
    };
    room.documents.retryPages({ id: document.id, pages: [2, 3], password: 'lozinka123' });
    await room.quiet();
    expect(room.engine.ingests.at(-1)?.options).toMatchObject({ pages: [2, 3], password: 'lozinka123' });
    expect(room.documents.get({ id: document.id }).state).toBe('ready');
    room.storage.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(path.join(room.dir, 'sova.db')).includes('lozinka123')).toBe(false);
  });

  it('again counts in the drop it failed in: retried by its job or by its document', async () => {
    const lock = (): void => {
      room.engine.read = async () => {
        throw new EngineProblem('password-required', 'locked', {}, true);
      };
    };
    lock();
    const { batchId } = room.documents.addPaths({ paths: [room.file('a.txt', 'a'), room.file('b.txt', 'b')] });
    await room.quiet();
    expect(room.documents.batches()).toMatchObject([{ batch: { finished: 2, failed: 2 } }]);
    room.engine.read = async () => SUMMARY;
    const [a, b] = room.all();
    const { jobId } = room.documents.retryPages({ id: a?.id ?? '', pages: null, password: 'lozinka123' });
    expect(room.jobs.get(jobId)?.batchId).toBe(batchId);
    await room.quiet();
    expect(room.documents.batches()).toMatchObject([{ batch: { finished: 2, failed: 1 } }]);
    const failed = room.jobs.list({ states: ['failed'] }).items.find(({ documentId }) => documentId === b?.id);
    lock();
    room.jobs.retry(failed?.id ?? '');
    await room.quiet();
    expect(room.documents.batches()).toMatchObject([{ batch: { finished: 2, failed: 1 } }]);
    room.engine.read = async () => SUMMARY;
    room.jobs.retry(failed?.id ?? '');
    await room.quiet();
    // Nothing is left to tell: the drop is not among those with trouble any more.
    expect(room.documents.batches()).toEqual([]);
  });

  it('of a batch can be cancelled as a whole', async () => {
    room.engine.read = (_, __, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const { batchId } = room.documents.addPaths({ paths: [room.file('a.txt', 'a'), room.file('b.txt', 'b')] });
    await vi.waitFor(() => expect(room.all()).toHaveLength(2));
    room.documents.cancelBatch({ batchId });
    await room.quiet();
    expect(room.all().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    await vi.waitFor(() => expect(batch(batchId)).toMatchObject({ batch: { total: 2, finished: 2, failed: 0 } }));
  });
});

describe('a file that changed', () => {
  it('answers with its old pages until the new are in', async () => {
    const file = room.file('ugovor.txt', 'prva verzija');
    await room.add(file);
    const old = room.all()[0];
    let go = (): void => undefined;
    room.engine.read = async () => {
      await new Promise<void>((resolve) => (go = resolve));
      return SUMMARY;
    };
    writeFileSync(file, 'druga verzija');
    room.documents.addPaths({ paths: [file] });
    await vi.waitFor(() => expect(room.engine.ingests).toHaveLength(2));
    expect(room.all().map(({ sha256, state }) => [sha256, state])).toEqual([
      [sha('prva verzija'), 'ready'],
      [sha('druga verzija'), 'processing'],
    ]);
    go();
    await room.quiet();
    expect(room.all()).toMatchObject([{ sha256: sha('druga verzija'), state: 'ready', places: [{ path: file }] }]);
    expect(room.engine.held.has(old?.id ?? '')).toBe(false);
    expect(room.libraryFiles()).toEqual([sha('druga verzija')]);
  });

  it('and cannot be read leaves the old document in place; the next change replaces both', async () => {
    const file = room.file('ugovor.txt', 'prva');
    await room.add(file);
    room.engine.read = async () => {
      throw new EngineProblem('corrupt-file', 'broken', {}, true);
    };
    writeFileSync(file, 'pokvarena');
    await room.add(file);
    expect(room.all().map(({ state }) => state).toSorted()).toEqual(['failed', 'ready']);
    room.engine.read = async () => SUMMARY;
    writeFileSync(file, 'treća verzija');
    await room.add(file);
    expect(room.all()).toMatchObject([{ sha256: sha('treća verzija'), state: 'ready' }]);
    expect(room.libraryFiles()).toEqual([sha('treća verzija')]);
  });

  it('keeps the document when it has another place', async () => {
    const file = room.file('a.txt', 'isto');
    await room.add(file, room.file('b.txt', 'isto'));
    writeFileSync(file, 'drugo sad');
    await room.add(file);
    expect(room.all().map(({ name, places }) => [name, places.length])).toEqual([
      ['a.txt', 1],
      ['b.txt', 1],
    ]);
  });

  it('is not read when nothing changed', async () => {
    const file = room.file('a.txt', 'x');
    await room.add(file);
    const id = await room.add(file);
    expect(room.engine.ingests).toHaveLength(1);
    await vi.waitFor(() => expect(batch(id)).toMatchObject({ batch: { total: 1, finished: 1, failed: 0 } }));
  });
});

describe('what was read of a document', () => {
  it('is nothing, and no error, while it waits and after it failed', async () => {
    room.engine.read = async () => {
      throw new EngineProblem('no-text', 'no page has any text', {}, true);
    };
    const { document } = await upload('a.txt', 'x');
    const shown = () => Promise.all([room.documents.pages({ id: document.id }), room.documents.passages({ id: document.id, offset: 0, limit: 10 })]);
    expect(await shown()).toEqual([[], { items: [], total: 0 }]);
    await room.quiet();
    expect(room.documents.get({ id: document.id }).state).toBe('failed');
    expect(await shown()).toEqual([[], { items: [], total: 0 }]);
    room.engine.read = async () => SUMMARY;
    room.documents.retryPages({ id: document.id, pages: null });
    await room.quiet();
    expect(await shown()).toMatchObject([[{ number: 1 }], { total: SUMMARY.passages }]);
    await expect(room.documents.pages({ id: 'nobody' })).rejects.toMatchObject({ code: 'unknown-document' });
  });
});

describe('removal', () => {
  it('takes file, text, vectors and jobs together, even in the middle of reading', async () => {
    room.engine.read = (_, __, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const { document, jobId } = await upload('a.txt', 'x');
    room.engine.held.add(document.id);
    await vi.waitFor(() => expect(room.jobs.get(jobId ?? '')?.state).toBe('running'));
    await room.documents.remove({ ids: [document.id] });
    expect(room.all()).toEqual([]);
    expect(room.libraryFiles()).toEqual([]);
    expect(room.engine.held.size).toBe(0);
    expect(room.jobs.get(jobId ?? '')).toBeUndefined();
    expect(() => room.documents.get({ id: document.id })).toThrow(expect.objectContaining({ code: 'unknown-document' }));
    await vi.waitFor(() => expect(room.events).toContainEqual({ type: 'removed', documentId: document.id }));
    await expect(room.documents.remove({ ids: [document.id] })).rejects.toMatchObject({ code: 'unknown-document' });
  });

  it('that a crash interrupts is finished at the next start; nobody sees the document meanwhile', async () => {
    const { document } = await upload('a.txt', 'x');
    await room.quiet();
    room.engine.down = true;
    void room.documents.remove({ ids: [document.id] });
    room.crash();
    expect(room.all()).toEqual([]);
    expect(room.libraryFiles()).toHaveLength(1);
    room.engine.down = false;
    await vi.waitFor(() => {
      room.jobs.wake();
      expect(room.libraryFiles()).toEqual([]);
    });
    expect(room.engine.held.size).toBe(0);
    expect(room.storage.db.prepare('SELECT count(*) FROM documents').pluck().get()).toBe(0);
  });

  it('does not take the bytes of a document that came back meanwhile', async () => {
    const { document } = await upload('a.txt', 'isto');
    await room.quiet();
    room.engine.down = true;
    void room.documents.remove({ ids: [document.id] });
    const again = await upload('b.txt', 'isto');
    expect(again.document.id).not.toBe(document.id);
    room.engine.down = false;
    await vi.waitFor(() => {
      room.jobs.wake();
      expect([...room.engine.held]).toEqual([again.document.id]);
    });
    expect(room.libraryFiles()).toEqual([sha('isto')]);
  });
});

describe('after a crash', () => {
  it('listing, copying and reading go on; nothing is doubled', async () => {
    for (let n = 0; n < 30; n += 1) room.file(`puno/${n}.txt`, `sadržaj ${n}`);
    const { batchId } = room.documents.addPaths({ paths: [path.join(room.dir, 'izvor/puno')] });
    for (const enough of [1, 5, 12]) {
      await vi.waitFor(() => expect(room.engine.ingests.length).toBeGreaterThanOrEqual(enough), { interval: 1 });
      writeFileSync(path.join(room.dir, 'incoming/half'), 'pola');
      room.crash();
    }
    await room.quiet();
    expect(room.documents.stats()).toMatchObject({ documents: 30, searchable: 30 });
    expect(existsSync(path.join(room.dir, 'incoming/half'))).toBe(false);
    await vi.waitFor(() => expect(batch(batchId)).toMatchObject({ batch: { total: 30, finished: 30, failed: 0, listing: false } }));
  });

  it('bytes that were still coming in are waited for no more', async () => {
    const rest = Promise.withResolvers<void>();
    const stream = (async function* () {
      yield new TextEncoder().encode('pola ');
      await rest.promise;
    })();
    const sent = room.documents.addStream({ name: 'a.txt', folder: '', batchId: 'b', stream }).catch(() => undefined);
    expect(room.documents.batches()).toMatchObject([{ batch: { total: 1, finished: 0 } }]);
    room.crash();
    expect(room.documents.batches()).toEqual([]);
    rest.resolve();
    await sent;
  });

  it('the engine is told what there is: strangers go, what it lost is read again', async () => {
    const { document } = await upload('a.txt', 'x');
    await room.quiet();
    room.engine.held.clear();
    room.engine.held.add('stranger');
    await room.documents.reconcile();
    await room.quiet();
    expect([...room.engine.held]).toEqual([document.id]);
    expect(room.engine.ingests).toHaveLength(2);
  });

  it('a document the engine lost and whose original is gone is failed, not shown as searchable', async () => {
    await upload('a.txt', 'x');
    await room.quiet();
    room.engine.held.clear();
    rmSync(path.join(room.dir, 'library'), { recursive: true });
    await room.documents.reconcile();
    await room.quiet();
    expect(room.all()).toMatchObject([{ state: 'failed', error: { code: 'file-vanished' }, passages: 0 }]);
  });

  it('that cost the database, originals added since the snapshot are read again', async () => {
    await upload('prije.txt', 'prije');
    await room.quiet();
    await room.storage.snapshot();
    await upload('poslije.txt', 'poslije');
    await room.quiet();
    room.storage.db.close();
    writeFileSync(path.join(room.dir, 'sova.db'), 'damaged');
    room.crash();
    await room.documents.reconcile();
    await room.quiet();
    expect(room.storage.notices).toMatchObject([{ kind: 'restored' }]);
    expect(room.all().map(({ name, state }) => [name, state])).toEqual([
      [`${sha('poslije').slice(0, 12)}.txt`, 'ready'],
      ['prije.txt', 'ready'],
    ]);
  });

  it('a document whose job is gone is read', async () => {
    room.jobs.pause();
    await upload('a.txt', 'x');
    room.storage.db.exec('DELETE FROM jobs');
    room.crash();
    await room.quiet();
    expect(room.all()).toMatchObject([{ state: 'ready' }]);
  });
});

describe('the list', () => {
  const names = (query: object = {}): string[] => room.documents.list({ ...EMPTY_LISTS, filter: { text: '', states: [], types: [], folder: null }, ...query }).items.map(({ name }) => name);

  it('is in Croatian order, by number, and by what is asked', async () => {
    for (const name of ['Žito.txt', 'čaj.txt', 'Cvijet.txt', 'ćup.txt', 'Džep.txt', 'Đak.txt', 'dno.txt', 'Ugovor 10.txt', 'Ugovor 2.txt', 'ljeto.txt', 'luk.txt', 'zid.txt']) await upload(name, name);
    expect(names()).toEqual(['Cvijet.txt', 'čaj.txt', 'ćup.txt', 'dno.txt', 'Džep.txt', 'Đak.txt', 'luk.txt', 'ljeto.txt', 'Ugovor 2.txt', 'Ugovor 10.txt', 'zid.txt', 'Žito.txt']);
    expect(names({ offset: 2, limit: 2 })).toEqual(['ćup.txt', 'dno.txt']);
    expect(names({ sort: 'addedAt', descending: true, limit: 1 })).toEqual(['zid.txt']);
  });

  it('is searched without marks, đ as dj too', async () => {
    for (const name of ['Đurđica.txt', 'šaš.txt', 'obični.txt']) await upload(name, name, 'Mapa Žito');
    expect(search('djurdj')).toEqual(['Đurđica.txt']);
    expect(search('ĐURĐICA')).toEqual(['Đurđica.txt']);
    expect(search('sas')).toEqual(['šaš.txt']);
    expect(search('zito')).toHaveLength(3);
    expect(search('100%')).toEqual([]);
  });

  it('is filtered by state, type and folder', async () => {
    await upload('a.txt', 'a', 'Ugovori/2024');
    await upload('b.md', '# b', 'Ugovori20');
    await room.quiet();
    expect(names({ filter: { text: '', states: ['ready'], types: [], folder: 'Ugovori' } })).toEqual(['a.txt']);
    expect(names({ filter: { text: '', states: [], types: ['md'], folder: null } })).toEqual([]);
    expect(names({ filter: { text: '', states: ['failed'], types: [], folder: null } })).toEqual([]);
  });
});

describe('a full disk', () => {
  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.runIf(canMount)('in the middle of a copy is said, and nothing half-kept stays', async () => {
    const small = path.join(room.dir, 'incoming');
    mkdirSync(small, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]);
    try {
      await expect(upload('velik.txt', 'Ugovor o najmu. '.repeat(200_000))).rejects.toMatchObject({ code: 'disk-full', details: { name: 'velik.txt', errno: 'ENOSPC' } });
      expect(readdirSync(small)).toEqual([]);
      expect(room.all()).toEqual([]);
      expect(room.libraryFiles()).toEqual([]);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it('of the database leaves no original behind', async () => {
    room.storage.db.exec("CREATE TRIGGER full BEFORE INSERT ON places BEGIN SELECT raise(ABORT, 'database or disk is full'); END");
    await expect(upload('a.txt', 'x')).rejects.toThrow('full');
    expect(room.libraryFiles()).toEqual([]);
    expect(room.all()).toEqual([]);
  });
});

describe('a source', () => {
  it('that vanishes between listing and copying is named', async () => {
    room.jobs.pause('io');
    const file = room.file('a.txt', 'x');
    room.documents.addPaths({ paths: [file] });
    rmSync(file);
    room.jobs.resume();
    await room.quiet();
    expect(rejected()).toEqual([{ name: 'a.txt', code: 'file-vanished' }]);
  });
});
