/** How the parts are doing, live, and what this installation is. */
import { create } from 'zustand';
import type { Health, SystemInfo } from '../../electron/contract/index.ts';
import { client, subscribe } from '../transport/index.ts';

export const useHealth = create<{ health: Health | null; info: SystemInfo | null }>()(() => ({ health: null, info: null }));

export function followHealth(): () => void {
  return subscribe<Health>({
    open: (options) => client.system.healthEvents(undefined, options),
    onOpen: async () => {
      const [health, info] = await Promise.all([client.system.health(), client.system.info()]);
      useHealth.setState({ health, info });
    },
    onEvents: (events) => {
      const health = events.at(-1);
      if (health) useHealth.setState({ health });
    },
  });
}
