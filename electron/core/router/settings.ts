import type { Settings } from '../../contract/index.ts';
import { feed } from '../feed.ts';
import { os, type Rooms } from './context.ts';

export function settingsRouter({ settings }: Rooms) {
  return os.settings.router({
    get: os.settings.get.handler(() => settings.get()),
    update: os.settings.update.handler(({ input }) => settings.update(input)),
    events: os.settings.events.handler(({ signal }) => feed<Settings>({ listen: settings.onChange, first: () => [settings.get()], keyOf: () => 'settings', signal })),
  });
}
