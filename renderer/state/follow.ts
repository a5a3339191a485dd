import { followHealth } from './health.ts';
import { followJobs } from './jobs.ts';
import { followLibrary } from './library.ts';
import { followSettings } from './settings.ts';

/** Follows all live state of the core; once, at start. */
export function followCore(): () => void {
  const stops = [followSettings(), followHealth(), followLibrary(), followJobs()];
  return () => {
    for (const stop of stops) stop();
  };
}
