import { expect, test, vi } from 'vitest';
import { createRows, PART } from './rows.ts';

interface Thing {
  id: string;
  name: string;
}

/** A list kept elsewhere, with every request written down. */
function elsewhere(size: number) {
  const things: Thing[] = Array.from({ length: size }, (_, index) => ({ id: `t${index}`, name: `thing ${index}` }));
  const asked: number[] = [];
  const fetchPart = (offset: number, limit: number): Promise<{ items: Thing[]; total: number }> => {
    asked.push(offset);
    return Promise.resolve({ items: things.slice(offset, offset + limit), total: things.length });
  };
  return { things, asked, fetchPart };
}

test('only the parts in sight are fetched, each once', async () => {
  const { asked, fetchPart } = elsewhere(10_000);
  const rows = createRows(fetchPart);
  rows.show(0, 20);
  await vi.waitFor(() => expect(rows.view().total).toBe(10_000));
  expect(asked).toEqual([0]);
  expect(rows.view().row(5)?.id).toBe('t5');
  expect(rows.view().row(5000)).toBeUndefined();
  rows.show(4990, 5010);
  await vi.waitFor(() => expect(rows.view().row(5000)?.id).toBe('t5000'));
  rows.show(4995, 5005);
  expect(asked).toEqual([0, 49 * PART, 50 * PART]);
});

test('a change is put in its place without fetching; what is new makes it fetch again what is in sight', async () => {
  const { things, asked, fetchPart } = elsewhere(3);
  const rows = createRows(fetchPart);
  rows.show(0, 2);
  await vi.waitFor(() => expect(rows.view().total).toBe(3));
  rows.apply([{ id: 't1', value: { id: 't1', name: 'renamed' } }]);
  expect(rows.view().row(1)?.name).toBe('renamed');
  expect(asked).toHaveLength(1);

  things.unshift({ id: 'new', name: 'new' });
  rows.apply([{ id: 'new', value: { id: 'new', name: 'new' } }]);
  expect(rows.view().row(0)?.id).toBe('t0');
  await vi.waitFor(() => expect(rows.view().total).toBe(4));
  expect(rows.view().row(0)?.id).toBe('new');
});

test('a flood of changes elsewhere fetches what is in sight once, and once more at its end', async () => {
  vi.useFakeTimers();
  const { asked, fetchPart } = elsewhere(10_000);
  const rows = createRows(fetchPart);
  rows.show(0, 20);
  await vi.advanceTimersByTimeAsync(0);
  for (let index = 5000; index < 5500; index += 1) rows.apply([{ id: `t${index}`, value: { id: `t${index}`, name: 'changed' } }]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([0, 0, 0]);
  vi.useRealTimers();
});

test('what is gone leaves, down to nothing', async () => {
  const { things, fetchPart } = elsewhere(1);
  const rows = createRows(fetchPart);
  rows.show(0, 0);
  await vi.waitFor(() => expect(rows.view().total).toBe(1));
  things.pop();
  rows.apply([{ id: 't0', value: null }]);
  await vi.waitFor(() => expect(rows.view().total).toBe(0));
  expect(rows.view().row(0)).toBeUndefined();
});

test('an answer that comes late, after a reload, is not shown', async () => {
  const answers: PromiseWithResolvers<{ items: Thing[]; total: number }>[] = [];
  const rows = createRows<Thing>(() => {
    const answer = Promise.withResolvers<{ items: Thing[]; total: number }>();
    answers.push(answer);
    return answer.promise;
  });
  rows.show(0, 0);
  rows.reload();
  answers[1]?.resolve({ items: [{ id: 'b', name: 'new' }], total: 1 });
  await vi.waitFor(() => expect(rows.view().row(0)?.id).toBe('b'));
  answers[0]?.resolve({ items: [{ id: 'a', name: 'old' }], total: 9 });
  await Promise.resolve();
  await Promise.resolve();
  expect(rows.view().row(0)?.id).toBe('b');
  expect(rows.view().total).toBe(1);
});

test('a failure is told and can be tried again', async () => {
  const fetchPart = vi.fn<() => Promise<{ items: Thing[]; total: number }>>().mockRejectedValueOnce(new Error('down')).mockResolvedValueOnce({ items: [], total: 0 });
  const rows = createRows<Thing>(fetchPart);
  rows.show(0, 0);
  await vi.waitFor(() => expect(rows.view().error).toBeInstanceOf(Error));
  rows.reload();
  await vi.waitFor(() => expect(rows.view()).toMatchObject({ total: 0, error: null }));
});
