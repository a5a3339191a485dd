/** One piece of work at a time; who asked least recently goes first, whatever the others have waiting. */

interface Waiting {
  owner: string;
  start(): void;
}

export interface FairQueue {
  /** Runs when its turn comes; rejects without running when the signal aborts before. */
  run<T>(owner: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function createFairQueue(): FairQueue {
  let waiting: Waiting[] = [];
  let busy = false;
  const lastTurn = new Map<string, number>();
  let turn = 0;

  function next(): void {
    if (busy || waiting.length === 0) return;
    const first = waiting.reduce((best, candidate) => ((lastTurn.get(candidate.owner) ?? 0) < (lastTurn.get(best.owner) ?? 0) ? candidate : best));
    waiting = waiting.filter((entry) => entry !== first);
    // Owners without anything waiting need no memory once nobody waits.
    if (waiting.length === 0) lastTurn.clear();
    turn += 1;
    lastTurn.set(first.owner, turn);
    busy = true;
    first.start();
  }

  return {
    run(owner, signal, work) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting = waiting.filter((other) => other !== entry);
          reject(signal.reason);
        };
        const entry: Waiting = {
          owner,
          start() {
            signal.removeEventListener('abort', leave);
            work()
              .then(resolve, reject)
              .finally(() => {
                busy = false;
                next();
              });
          },
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(entry);
        next();
      });
    },
  };
}
