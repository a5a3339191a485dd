/** The settings as the core holds them; changing one goes through the core and comes back as an event. */
import { create } from 'zustand';
import type { Settings } from '../../electron/contract/index.ts';
import { client, subscribe } from '../transport/index.ts';

export const useSettings = create<{ settings: Settings | null }>()(() => ({ settings: null }));

export function followSettings(): () => void {
  const take = (settings: Settings | undefined): void => {
    if (settings) useSettings.setState({ settings });
  };
  return subscribe<Settings>({
    open: (options) => client.settings.events(undefined, options),
    onOpen: async () => take(await client.settings.get()),
    onEvents: (events) => take(events.at(-1)),
  });
}

/** Shows the change at once; what the core answers is what holds. */
export async function updateSettings(patch: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings;
  if (before) useSettings.setState({ settings: { ...before, ...patch } });
  try {
    useSettings.setState({ settings: await client.settings.update(patch) });
  } catch (error) {
    useSettings.setState({ settings: before });
    throw error;
  }
}
