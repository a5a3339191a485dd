import type { RunEvent } from '../../contract/index.ts';
import { feed } from '../feed.ts';
import { OK, os, type Rooms } from './context.ts';

export function runsRouter({ chat: { runs } }: Rooms) {
  return os.runs.router({
    list: os.runs.list.handler(({ input }) => runs.list(input)),
    facets: os.runs.facets.handler(() => runs.facets()),
    get: os.runs.get.handler(({ input }) => runs.get(input)),
    remove: os.runs.remove.handler(({ input }) => {
      runs.remove(input);
      return OK;
    }),
    clear: os.runs.clear.handler(({ input }) => runs.clear(input)),
    replay: os.runs.replay.handler(({ input }) => runs.replay(input)),
    attach: os.runs.attach.handler(({ input, signal }) => runs.attach(input, signal)),
    stop: os.runs.stop.handler(async ({ input }) => {
      await runs.stop(input);
      return OK;
    }),
    events: os.runs.events.handler(({ signal }) => feed<RunEvent>({ listen: runs.onEvent, keyOf: (event) => (event.type === 'changed' ? event.run.id : 'removed'), signal })),
  });
}
