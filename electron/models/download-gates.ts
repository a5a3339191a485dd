/** Which downloads are paused: kept in the database, so that a pause outlasts the application. */
import { z } from 'zod';
import type { Storage } from '../storage/index.ts';
import { createGate, type Gate } from './download/gate.ts';

export interface DownloadGates {
  /** One per job, made when first asked for. */
  of(jobId: string): Gate;
  pause(jobId: string, paused: boolean): void;
  isPaused(jobId: string): boolean;
  /** The job has ended. */
  forget(jobId: string): void;
}

const Row = z.object({ job_id: z.string() });

export function createDownloadGates({ db }: Storage, bytesPerSecond: () => number | null): DownloadGates {
  const gates = new Map<string, Gate>();
  const find = db.prepare('SELECT job_id FROM paused_downloads WHERE job_id = ?');
  const add = db.prepare('INSERT OR IGNORE INTO paused_downloads (job_id) VALUES (?)');
  const remove = db.prepare('DELETE FROM paused_downloads WHERE job_id = ?');

  const isPaused = (jobId: string): boolean => Row.optional().parse(find.get(jobId)) !== undefined;
  const of = (jobId: string): Gate => {
    const gate = gates.get(jobId) ?? createGate(bytesPerSecond, { paused: isPaused(jobId) });
    gates.set(jobId, gate);
    return gate;
  };
  return {
    of,
    isPaused,
    pause(jobId, paused) {
      (paused ? add : remove).run(jobId);
      const gate = of(jobId);
      if (paused) gate.pause();
      else gate.resume();
    },
    forget(jobId) {
      gates.delete(jobId);
      remove.run(jobId);
    },
  };
}
