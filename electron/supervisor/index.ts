/** Supervised child processes and the lock on the data directory. Knows nothing of what the children do. */
import type { Log } from '../log/index.ts';
import { createChild, type Child, type ChildSpec } from './child.ts';
import type { OwnerLock, ProcessIdentity } from './owner-lock.ts';
import { DEFAULT_POLICY, type SupervisorPolicy } from './policy.ts';
import { processStart } from './process-tree.ts';

export type { Child, ChildSpec } from './child.ts';
export { OwnedByOther, takeOwnerLock, type OwnerLock } from './owner-lock.ts';
export type { SupervisorPolicy } from './policy.ts';

export interface Supervisor {
  /** @throws Error for a name already added */
  add(spec: ChildSpec): Child;
  children(): Child[];
  /** Stops all, the last added first; one that is stuck does not keep the others. */
  stopAll(): Promise<void>;
}

/**
 * @param o.lock records the children's identities, so that a start after a kill can end what survived
 * @param o.policy waits and limits, shorter in tests
 */
export function createSupervisor(o: { log: Log; random?: () => number; clock?: () => number; policy?: Partial<SupervisorPolicy>; lock?: Pick<OwnerLock, 'setChildren'> }): Supervisor {
  const children = new Map<string, Child>();
  const alive = new Map<string, ProcessIdentity>();

  const notePid = (name: string, pid: number | null): void => {
    alive.delete(name);
    if (pid === null) {
      o.lock?.setChildren([...alive.values()]);
      return;
    }
    void processStart(pid).then((start) => {
      if (start === null || children.get(name)?.status().pid !== pid) return;
      alive.set(name, { pid, start });
      o.lock?.setChildren([...alive.values()]);
    });
  };

  return {
    add(spec) {
      if (children.has(spec.name)) throw new Error(`a child named ${spec.name} exists`);
      const child = createChild(spec, {
        log: o.log.child(spec.name),
        policy: { ...DEFAULT_POLICY, ...o.policy },
        random: o.random ?? Math.random,
        now: o.clock ?? Date.now,
        onPid: (pid) => notePid(spec.name, pid),
      });
      children.set(spec.name, child);
      // A start that fails shows in the child's state; nobody waits for this one.
      if (spec.start === 'eager') child.start().catch(() => undefined);
      return child;
    },
    children: () => [...children.values()],
    async stopAll() {
      for (const child of [...children.values()].reverse()) {
        await child.stop().catch((error: unknown) => o.log.error('a child would not stop', { name: child.name, error }));
      }
    },
  };
}
