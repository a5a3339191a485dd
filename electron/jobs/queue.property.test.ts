/** The queue against a model of it: random commands, with crashes between any two. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { silentLog } from '../log/index.ts';
import { createJobs, PermanentError, RetryableError, SnoozeError, type Jobs } from './index.ts';
import { controlled, scratch, type Controlled } from './testing.ts';

const LIMIT = 2;

type Step =
  | { do: 'enqueue'; key: number | null }
  | { do: 'end'; which: number; how: 'done' | 'permanent' | 'retryable' | 'snooze' }
  | { do: 'cancel' | 'retry'; which: number }
  | { do: 'wait'; ms: number }
  | { do: 'crash' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('enqueue' as const), key: fc.option(fc.integer({ min: 0, max: 3 })) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('end' as const), which: fc.nat(9), how: fc.constantFrom('done' as const, 'permanent' as const, 'retryable' as const, 'snooze' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'retry' as const), which: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
);

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('loses no job, runs none twice at once, and ends each exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const disk = scratch();
      let storage = disk.open();
      let now = 1_000_000;
      let boots = 0;
      let alive: Controlled['runs'] = [];
      const known: string[] = [];
      const finals = new Map<string, number>();
      const restarts = new Map<string, number>();
      const boot = (): Jobs => {
        const work = controlled('work', { onFinal: (job) => finals.set(job.id, (finals.get(job.id) ?? 0) + 1) });
        alive = work.runs;
        const made = createJobs({ storage, log: silentLog, bootId: `boot ${(boots += 1)}`, queues: { work: LIMIT }, clock: () => now, random: () => 0.5 });
        made.register(work.handler);
        made.start();
        return made;
      };
      let jobs = boot();
      const end = (run: Controlled['runs'][number], how: 'done' | 'permanent' | 'retryable' | 'snooze'): void => {
        alive.splice(alive.indexOf(run), 1);
        if (how === 'done') run.done();
        else if (how === 'permanent') run.fail(new PermanentError('corrupt-file', 'p'));
        else if (how === 'retryable') run.fail(new RetryableError('timeout', 'r'));
        else run.fail(new SnoozeError(3000, 'engine-unavailable', 's', { holdQueue: true }));
      };
      const perform = (one: Step): void => {
        switch (one.do) {
          case 'enqueue': {
            const job = jobs.enqueue({ type: 'work', payload: { n: known.length }, subject: 's', ...(one.key === null ? {} : { uniqueKey: String(one.key) }) });
            if (!known.includes(job.id)) known.push(job.id);
            return;
          }
          case 'end': {
            const run = alive[one.which % Math.max(1, alive.length)];
            if (run !== undefined) end(run, one.how);
            return;
          }
          case 'cancel':
          case 'retry': {
            const id = known[one.which % Math.max(1, known.length)];
            if (id === undefined) return;
            const before = jobs.get(id)?.state;
            try {
              jobs[one.do](id);
              if (one.do === 'retry' && (before === 'failed' || before === 'cancelled')) restarts.set(id, (restarts.get(id) ?? 0) + 1);
            } catch (error) {
              expect(error).toMatchObject({ code: one.do === 'cancel' ? 'job-finished' : 'conflict' });
            }
            return;
          }
          case 'wait':
            now += one.ms;
            jobs.resume();
            return;
          case 'crash':
            storage.db.close();
            storage = disk.open();
            jobs = boot();
        }
      };
      const check = (): void => {
        const rows = jobs.list({ limit: 500 }).items;
        expect(rows.map(({ id }) => id).toSorted()).toEqual(known.toSorted());
        const runningIds = rows.filter(({ state }) => state === 'running').map(({ id }) => id);
        expect(alive.map(({ job }) => job.id).toSorted()).toEqual(runningIds.toSorted());
        expect(runningIds.length).toBeLessThanOrEqual(LIMIT);
        for (const row of rows) {
          const ends = (finals.get(row.id) ?? 0) - (restarts.get(row.id) ?? 0);
          expect(ends).toBe((row.finishedAt !== null) ? 1 : 0);
          expect(row.attempt).toBeLessThanOrEqual(row.maxAttempts);
        }
        const keys = storage.db.prepare("SELECT unique_key FROM jobs WHERE unique_key IS NOT NULL AND state IN ('queued', 'running', 'waiting')").pluck().all();
        expect(new Set(keys).size).toBe(keys.length);
      };

      try {
        for (const one of steps) {
          perform(one);
          await settled();
          check();
        }
        // Whatever happened: with the crashes over and every run allowed to finish, every job ends.
        for (let round = 0; jobs.list({ states: ['queued', 'running', 'waiting'] }).total > 0; round += 1) {
          expect(round).toBeLessThan(500);
          while (alive[0] !== undefined) end(alive[0], 'done');
          await settled();
          now += 700_000;
          jobs.resume();
          await settled();
        }
        check();
      } finally {
        storage.db.close();
        disk.remove();
      }
    }),
    { numRuns: 200 },
  );
});
