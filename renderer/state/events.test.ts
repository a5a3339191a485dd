import { expect, test } from 'vitest';
import type { Batch, DocumentEvent, Job, JobEvent } from '../../electron/contract/index.ts';
import { applyJobEvents } from './job-events.ts';
import { applyDocumentEvents } from './library-events.ts';

// oxlint-disable typescript/no-unsafe-type-assertion -- as much of a job as the rule looks at
const job = (id: string, state: Job['state']): Job => ({ id, state }) as Job;
// oxlint-enable typescript/no-unsafe-type-assertion
const changed = (id: string, state: Job['state']): JobEvent => ({ type: 'changed', job: job(id, state) });

test('the newest state of a job holds, a removed one is gone', () => {
  const after = applyJobEvents(new Map([['a', job('a', 'queued')]]), [changed('a', 'running'), changed('b', 'queued'), changed('a', 'completed'), { type: 'removed', jobId: 'b' }]);
  expect([...after.values()]).toEqual([job('a', 'completed')]);
});

test('ten thousand finished jobs are not all kept, unfinished ones are', () => {
  const events = [changed('first', 'running'), ...Array.from({ length: 10_000 }, (_, index) => changed(`j${index}`, 'completed'))];
  const after = applyJobEvents(new Map(), events);
  expect(after.size).toBe(1000);
  expect(after.has('first')).toBe(true);
  expect(after.has('j9999')).toBe(true);
});

test('what failed is kept, however many wait or end well after it', () => {
  const waiting = Array.from({ length: 3000 }, (_, index) => changed(`w${index}`, 'queued'));
  const failed = Array.from({ length: 1200 }, (_, index) => changed(`f${index}`, 'failed'));
  const good = Array.from({ length: 3000 }, (_, index) => changed(`g${index}`, 'completed'));
  const after = applyJobEvents(applyJobEvents(new Map(), [...waiting, ...failed]), good);
  const kept = (state: Job['state']): string[] => [...after.values()].filter((one) => one.state === state).map(({ id }) => id);
  expect(kept('queued')).toHaveLength(3000);
  expect(kept('failed')).toHaveLength(1000);
  expect(kept('failed')).toContain('f1199');
  expect(kept('completed')).toEqual([]);
});

test('batches, refused files and figures are taken over', () => {
  const batch: Batch = { id: 'b', total: 2, finished: 0, failed: 0, listing: true, startedAt: '2026-05-05T12:00:00Z' };
  const file = { name: 'a.pdf', folder: '', problem: { code: 'corrupt-file', message: '', details: {} } };
  const events: DocumentEvent[] = [
    { type: 'batch', batch },
    { type: 'rejected', batchId: 'b', file },
    { type: 'batch', batch: { ...batch, finished: 1 } },
    { type: 'rejected', batchId: 'b', file: { ...file, name: 'b.pdf' } },
  ];
  const library = applyDocumentEvents({ stats: null, batches: new Map(), rejected: new Map() }, events);
  expect(library.batches.get('b')?.finished).toBe(1);
  expect(library.rejected.get('b')?.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
});
