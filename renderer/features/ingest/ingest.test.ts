import { expect, test, vi } from 'vitest';
import type { Batch, Job, JobState, Problem } from '../../../electron/contract/index.ts';
import { secondsLeft, type TrayInput, trayBatches } from './batches.ts';
import { chosen, type Collected, isLitter, walk } from './collect.ts';
import { inGroups } from './groups.ts';
import { ahead } from './ahead.ts';
import { readAnswer, splitPath } from './answer.ts';

const NOW = Date.parse('2026-05-05T12:01:40Z');
const startedAt = '2026-05-05T12:00:00Z';
const problem: Problem = { code: 'password-required', message: '', details: {} };

const batch = (more: Partial<Batch> = {}): Batch => ({ id: 'b', total: 4, finished: 1, failed: 0, listing: false, startedAt, ...more });
const job = (id: string, state: JobState, more: Partial<Job> = {}): Job => ({
  id,
  type: 'ingest',
  queue: 'ingest',
  state,
  progress: { stage: 'reading', fraction: 0, done: null, total: null },
  attempt: 1,
  maxAttempts: 3,
  errors: [],
  cancelRequested: false,
  subject: `${id}.pdf`,
  documentId: `document of ${id}`,
  batchId: 'b',
  createdAt: startedAt,
  startedAt,
  runAt: startedAt,
  finishedAt: null,
  ...more,
});
const input = (more: Partial<TrayInput> = {}): TrayInput => ({ batches: new Map([['b', batch()]]), rejected: new Map(), handings: new Map(), closed: new Set(), cancelled: new Set(), jobs: [], now: NOW, ...more });
const only = (more: Partial<TrayInput>) => {
  const [shown] = trayBatches(input(more));
  if (!shown) throw new Error('no batch is shown');
  return shown;
};

test('progress counts finished files and the part of those being read', () => {
  const jobs = [job('x', 'running', { progress: { stage: 'reading', fraction: 0.5, done: 20, total: 40 } }), job('y', 'completed'), job('z', 'queued')];
  const shown = only({ jobs });
  expect(shown).toMatchObject({ total: 4, done: 1, active: true, fraction: 1.5 / 4 });
  expect(shown.current?.id).toBe('x');
  // 100 s for 0.375: 166.7 s for the rest
  expect(shown.secondsLeft).toBeCloseTo(166.67, 1);
});

test('while folders are being looked through no end is promised', () => {
  expect(only({ batches: new Map([['b', batch({ listing: true })]]) })).toMatchObject({ active: true, fraction: null, secondsLeft: null });
});

test('failures keep their reason; a file refused by the window and by the core is told once', () => {
  const refused = { name: 'tajno.pdf', folder: 'a', problem };
  const handing = { id: 'b', found: 4, listed: true, handed: 4, duplicates: 1, refused: [refused], startedAt: Date.parse(startedAt) };
  const shown = only({
    batches: new Map([['b', batch({ finished: 4 })]]),
    rejected: new Map([['b', [refused]]]),
    handings: new Map([['b', handing]]),
    jobs: [job('x', 'failed', { errors: [{ ...problem, attempt: 1, at: startedAt }] }), job('copy', 'failed', { type: 'copy-file', documentId: null })],
  });
  expect(shown.active).toBe(false);
  expect(shown.duplicates).toBe(1);
  expect(shown.failures.map(({ name, jobId }) => [name, jobId])).toEqual([
    ['tajno.pdf', null],
    ['x.pdf', 'x'],
  ]);
});

test('the core counts failures whose jobs are gone', () => {
  const batches = new Map([['b', batch({ total: 3000, finished: 3000, failed: 1700 })]]);
  expect(only({ batches, jobs: [job('x', 'failed')] })).toMatchObject({ failed: 1700, failures: [{ jobId: 'x' }] });
});

test('a document that is read again is no failure, until it fails again', () => {
  const first = job('x', 'failed', { documentId: 'd' });
  expect(only({ jobs: [first, job('y', 'running', { documentId: 'd' })] }).failures).toEqual([]);
  expect(only({ jobs: [first, job('y', 'completed', { documentId: 'd' })] })).toMatchObject({ failures: [], failed: 0 });
  expect(only({ jobs: [first, job('y', 'failed', { documentId: 'd' })] }).failures.map(({ jobId }) => jobId)).toEqual(['y']);
});

test('a cancelled batch is not active, a closed one not shown', () => {
  expect(only({ cancelled: new Set(['b']) })).toMatchObject({ active: false, cancelled: true });
  expect(trayBatches(input({ closed: new Set(['b']) }))).toEqual([]);
});

test.each([
  [null, null],
  [0.001, null],
  [1, null],
  [0.5, 100],
])('a guess from the part %s', (fraction, seconds) => {
  expect(secondsLeft(NOW - 100_000, NOW, fraction)).toBe(seconds);
});

// oxlint-disable typescript/no-unsafe-type-assertion -- a browser's entries, as much of them as is used
const fileEntry = (name: string): FileSystemFileEntry => ({ isFile: true, isDirectory: false, name, file: (take: (file: File) => void) => take(new File(['x'], name)) }) as unknown as FileSystemFileEntry;
const folderEntry = (name: string, children: FileSystemEntry[]): FileSystemDirectoryEntry => {
  const parts = [children.slice(0, 2), children.slice(2), []];
  return { isFile: false, isDirectory: true, name, createReader: () => ({ readEntries: (take: (part: FileSystemEntry[]) => void) => take(parts.shift() ?? []) }) } as unknown as FileSystemDirectoryEntry;
};
// oxlint-enable typescript/no-unsafe-type-assertion

test('a dropped tree is walked to its end, with each file knowing its folder', async () => {
  const tree = folderEntry('ugovori', [fileEntry('a.pdf'), folderEntry('2026', [fileEntry('č.docx')]), fileEntry('Thumbs.db'), fileEntry('b.txt')]);
  const found: string[] = [];
  for await (const { file, folder } of walk([tree, fileEntry('sam.md')])) found.push(`${folder}/${file.name}`);
  expect(found).toEqual(['ugovori/a.pdf', 'ugovori/2026/č.docx', 'ugovori/b.txt', '/sam.md']);
});

test('chosen files leave litter behind', () => {
  const picked = (name: string, webkitRelativePath = ''): File => Object.assign(new File([], name), { webkitRelativePath });
  const files = [picked('.DS_Store'), picked('~$ugovor.docx'), picked('ugovor.docx'), picked('a.pdf', 'spisi/2026/a.pdf')];
  expect([...chosen(files)].map(({ file, folder }) => [folder, file.name])).toEqual([
    ['', 'ugovor.docx'],
    ['spisi/2026', 'a.pdf'],
  ]);
  expect(isLitter('desktop.ini')).toBe(true);
});

test('small files share a request, a large one goes alone', async () => {
  const sized = (name: string, size: number): Collected => ({ file: { name, size } as File, folder: '' });
  const files = [...Array.from({ length: 30 }, (_, index) => sized(`s${index}`, 10)), sized('large', 90_000_000), sized('last', 10)];
  const sizes: number[] = [];
  for await (const group of inGroups(files)) sizes.push(group.length);
  expect(sizes).toEqual([24, 6, 1, 1]);
});

test('looking through folders does not wait for the sending, and nothing is lost on the way', async () => {
  const told: number[] = [];
  let ended = false;
  const files = ahead(['a', 'b', 'c'], { signal: new AbortController().signal, onFound: (found) => told.push(found), onEnd: () => (ended = true) });
  expect(await files.next()).toEqual({ done: false, value: 'a' });
  await vi.waitFor(() => expect(ended).toBe(true));
  expect(told).toEqual([1, 2, 3]);
  expect([(await files.next()).value, (await files.next()).value, (await files.next()).done]).toEqual(['b', 'c', true]);
});

test('a folder that cannot be read to its end is told after what was found', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield 'a';
    throw new Error('unplugged');
  }
  const files = ahead(broken(), { signal: new AbortController().signal, onFound: () => undefined, onEnd: () => undefined });
  expect((await files.next()).value).toBe('a');
  await expect(files.next()).rejects.toThrow('unplugged');
});

test('the answer to an upload', () => {
  const sent = readAnswer({ documents: [{ duplicate_of: 'x' }, { duplicate_of: null }], rejected: [{ name: 'a/b/c.pdf', code: 'corrupt-file', message: 'm', details: { name: 'c.pdf' } }] });
  expect(sent).toEqual({ duplicates: 1, rejected: [{ name: 'c.pdf', folder: 'a/b', problem: { code: 'corrupt-file', message: 'm', details: { name: 'c.pdf' } } }] });
  expect(() => readAnswer('not json')).toThrow('unknown form');
  expect(splitPath('c.pdf')).toEqual({ name: 'c.pdf', folder: '' });
});
