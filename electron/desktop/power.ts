/** Sleep: nothing new begins before it, everything is asked how it is after it. */
import { powerMonitor } from 'electron';
import type { App } from '../core/index.ts';

export function followPower(app: Pick<App, 'suspend' | 'resume'>): void {
  // Some systems tell twice.
  let asleep = false;
  powerMonitor.on('suspend', () => {
    if (asleep) return;
    asleep = true;
    app.suspend();
  });
  powerMonitor.on('resume', () => {
    if (!asleep) return;
    asleep = false;
    app.resume();
  });
}
