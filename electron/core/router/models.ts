import { feed } from '../feed.ts';
import { OK, os, type Rooms } from './context.ts';

export function modelsRouter({ models }: Rooms) {
  return os.models.router({
    catalogue: os.models.catalogue.handler(() => models.catalogue()),
    installed: os.models.installed.handler(() => models.installed()),
    download: os.models.download.handler(({ input }) => models.download(input)),
    pauseDownload: os.models.pauseDownload.handler(({ input }) => {
      models.pauseDownload(input);
      return OK;
    }),
    importPath: os.models.importPath.handler(({ input }) => models.importPath(input)),
    remove: os.models.remove.handler(async ({ input }) => {
      await models.remove(input);
      return OK;
    }),
    use: os.models.use.handler(({ input }) => {
      models.use(input);
      return OK;
    }),
    discover: os.models.discover.handler(() => models.discover()),
    setEndpointKey: os.models.setEndpointKey.handler(async ({ input }) => {
      await models.setEndpointKey(input);
      return OK;
    }),
    events: os.models.events.handler(({ signal }) =>
      feed<{ type: 'changed' }>({ listen: models.onEvent, keyOf: () => 'models', signal }),
    ),
  });
}
