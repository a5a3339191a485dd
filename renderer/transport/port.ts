/** The window's channel: a MessagePort to the core, handed over by the preload. */
import { RPCLink } from '@orpc/client/message-port';
import type { DesktopBridge } from './bridge.ts';
import type { Opener } from './channel.ts';

const isPortMessage = (data: unknown): boolean => typeof data === 'object' && data !== null && 'type' in data && data.type === 'sova:port';

function nextPort(desktop: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports;
      if (event.source !== window || !isPortMessage(event.data) || !port) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
    desktop.requestPort();
  });
}

export const openPort =
  (desktop: DesktopBridge): Opener =>
  async () => {
    const port = await nextPort(desktop);
    const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }));
    const link = new RPCLink({ port });
    port.start();
    return { link, closed };
  };
