import { CodedError, type Health, type ServiceName } from '../../contract/index.ts';
import type { Child } from '../../supervisor/index.ts';
import { feed } from '../feed.ts';
import { OK, os, type Rooms } from './context.ts';

export function systemRouter({ children, engine, health, info, log }: Rooms) {
  function child(name: ServiceName): Child {
    const found = children.find((one) => one.name === name);
    if (found) return found;
    throw new CodedError('not-found', 'This application has no such part', { name });
  }
  return os.system.router({
    health: os.system.health.handler(() => health.read()),
    healthEvents: os.system.healthEvents.handler(async function* ({ signal }) {
      const first = await health.read();
      yield* feed<Health>({ listen: health.onChange, first: () => [first], keyOf: () => 'health', signal });
    }),
    info: os.system.info.handler(() => info),
    restartService: os.system.restartService.handler(({ input }) => {
      // How it went shows in the part's state, and may take minutes.
      child(input.name).restart().catch((error: unknown) => log.warn('a restart failed', { name: input.name, error }));
      return OK;
    }),
    serviceLog: os.system.serviceLog.handler(({ input }) => ({ lines: child(input.name).logTail() })),
    repairIndex: os.system.repairIndex.handler(() => {
      engine.repairIndex().then(
        (report) => log.info('the index was repaired', { ...report }),
        (error: unknown) => log.error('the index could not be repaired', { error }),
      );
      return OK;
    }),
    pauseEmbedding: os.system.pauseEmbedding.handler(async ({ input, signal }) => {
      await engine.pauseEmbedding(input.paused, signal);
      return OK;
    }),
  });
}
