/** Progress of running jobs: held in memory, told at most four times a second, written down every two seconds. */
import type { JobProgress } from '../contract/index.ts';

const TELL_MS = 250;
const WRITE_MS = 2000;

export interface ProgressBoard {
  begin(id: string, from: JobProgress): void;
  update(id: string, change: Partial<JobProgress>): void;
  get(id: string): JobProgress | undefined;
  /** Forgets the job; nothing more is told or written. */
  end(id: string): void;
}

/** @param o.now a clock that does not jump, ms */
export function createProgressBoard(o: { now: () => number; tell(id: string): void; write(id: string, progress: JobProgress): void }): ProgressBoard {
  const entries = new Map<string, { progress: JobProgress; toldAt: number; writtenAt: number; timer: NodeJS.Timeout | null }>();

  const tell = (id: string): void => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = null;
    entry.toldAt = o.now();
    if (entry.toldAt - entry.writtenAt >= WRITE_MS) {
      entry.writtenAt = entry.toldAt;
      o.write(id, entry.progress);
    }
    o.tell(id);
  };

  return {
    begin(id, from) {
      entries.set(id, { progress: from, toldAt: -Infinity, writtenAt: o.now(), timer: null });
    },
    update(id, change) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      entry.progress = { ...entry.progress, ...change };
      const wait = entry.toldAt + TELL_MS - o.now();
      if (wait <= 0) tell(id);
      else entry.timer ??= setTimeout(() => tell(id), wait);
    },
    get: (id) => entries.get(id)?.progress,
    end(id) {
      const timer = entries.get(id)?.timer;
      if (timer) clearTimeout(timer);
      entries.delete(id);
    },
  };
}
