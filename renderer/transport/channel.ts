/** One open way to the core, and how one is opened: a WebSocket in the browser, a MessagePort in the window. */
import type { ClientLink, ClientContext } from '@orpc/client';

export interface Channel {
  link: ClientLink<ClientContext>;
  /** Resolves when the other side is gone. */
  closed: Promise<void>;
}

/** Opens a channel or throws; `Unauthorized` when no retry will help until a person gives the key. */
export type Opener = () => Promise<Channel>;

export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
}

/** A call that waited too long for the core to come back. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}
