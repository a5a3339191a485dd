/** What the tray shows, from what the core says and what this window still hands over. Pure. */
import type { Batch, Job, Problem, RejectedFile } from '../../../electron/contract/index.ts';
import type { Handing } from './state.ts';

export interface Failure {
  key: string;
  name: string;
  problem: Problem;
  /** To retry; null for a file that was never taken. */
  jobId: string | null;
  documentId: string | null;
}

export interface TrayBatch {
  id: string;
  startedAt: number;
  total: number;
  done: number;
  /** 0..1; null while the files are still being counted. */
  fraction: number | null;
  listing: boolean;
  active: boolean;
  cancelled: boolean;
  duplicates: number;
  /** The job to name as 'what is being done now'. */
  current: Job | null;
  failures: readonly Failure[];
  /** How many were not added, as the core counts them: old jobs go, so `failures` may be fewer. */
  failed: number;
  secondsLeft: number | null;
}

export interface TrayInput {
  batches: ReadonlyMap<string, Batch>;
  rejected: ReadonlyMap<string, readonly RejectedFile[]>;
  handings: ReadonlyMap<string, Handing>;
  closed: ReadonlySet<string>;
  cancelled: ReadonlySet<string>;
  jobs: Iterable<Job>;
  now: number;
}

/** A guess from too little is worse than none. */
const LEAST_SECONDS = 4;
const LEAST_FRACTION = 0.02;

export function secondsLeft(startedAt: number, now: number, fraction: number | null): number | null {
  const spent = (now - startedAt) / 1000;
  if (fraction === null || fraction < LEAST_FRACTION || fraction >= 1 || spent < LEAST_SECONDS) return null;
  return (spent / fraction) * (1 - fraction);
}

/** A document that was read again has two jobs: the later one tells how it ended. */
function newest(jobs: readonly Job[]): Job[] {
  const last = new Map<string | null, string>();
  for (const { id, documentId } of jobs) if (id > (last.get(documentId) ?? '')) last.set(documentId, id);
  return jobs.filter(({ id, documentId }) => documentId === null || last.get(documentId) === id);
}

function failuresOf(jobs: readonly Job[], rejected: readonly RejectedFile[]): Failure[] {
  const refused = new Map(rejected.map((file) => [`${file.folder}/${file.name}`, file]));
  return [
    ...[...refused].map(([key, file]) => ({ key, name: file.name, problem: file.problem, jobId: null, documentId: null })),
    ...newest(jobs)
      // A file that failed before it was a document is among the refused.
      .filter((job) => job.state === 'failed' && job.documentId !== null)
      .map((job) => ({ key: job.id, name: job.subject, problem: job.errors.at(-1) ?? { code: 'internal', message: '', details: {} }, jobId: job.id, documentId: job.documentId })),
  ];
}

interface Parts {
  batch: Batch | undefined;
  handing: Handing | undefined;
  rejected: readonly RejectedFile[];
  jobs: readonly Job[];
  cancelled: boolean;
  now: number;
}

function trayBatch(id: string, { batch, handing, rejected, jobs, cancelled, now }: Parts): TrayBatch {
  const failures = failuresOf(jobs, [...rejected, ...(handing?.refused ?? [])]);
  const refused = failures.filter((failure) => failure.jobId === null).length;
  const listing = !cancelled && (batch?.listing === true || handing?.listed === false);
  const total = Math.max(batch?.total ?? 0, handing?.found ?? 0, refused);
  const done = Math.min(total, Math.max(batch?.finished ?? 0, refused));
  const running = jobs.filter((job) => job.state === 'running');
  const reading = running.filter((job) => job.documentId !== null);
  const partly = reading.reduce((sum, job) => sum + job.progress.fraction, 0);
  const active = listing || (!cancelled && done < total);
  const fraction = listing || total === 0 ? null : Math.min(1, (done + partly) / total);
  const startedAt = handing?.startedAt ?? Date.parse(batch?.startedAt ?? '');
  return {
    id,
    startedAt,
    total,
    done,
    fraction,
    listing,
    active,
    cancelled,
    duplicates: handing?.duplicates ?? 0,
    current: (reading.length > 0 ? reading : running).toSorted((a, b) => b.progress.fraction - a.progress.fraction)[0] ?? null,
    failures,
    failed: Math.max(failures.length, batch?.failed ?? 0),
    secondsLeft: active ? secondsLeft(startedAt, now, fraction) : null,
  };
}

/** Oldest first; those the person closed are left out. */
export function trayBatches({ batches, rejected, handings, closed, cancelled, jobs, now }: TrayInput): TrayBatch[] {
  const byBatch = Map.groupBy(
    [...jobs].filter((job) => job.batchId !== null),
    (job) => job.batchId ?? '',
  );
  const ids = new Set([...batches.keys(), ...handings.keys()]);
  return [...ids]
    .filter((id) => !closed.has(id))
    .map((id) => trayBatch(id, { batch: batches.get(id), handing: handings.get(id), rejected: rejected.get(id) ?? [], jobs: byBatch.get(id) ?? [], cancelled: cancelled.has(id), now }))
    .filter((batch) => batch.total > 0 || batch.listing)
    .sort((a, b) => a.startedAt - b.startedAt);
}
