/** The renderer's only way to the core. */
import { bridge } from './bridge.ts';
import { createClient } from './client.ts';
import { createConnection } from './connection.ts';
import { openPort } from './port.ts';
import { openSocket } from './socket.ts';
import { subscribeOver, type Subscription } from './subscribe.ts';

const desktop = bridge();
export const connection = createConnection(desktop ? openPort(desktop) : openSocket);
export const client = createClient(connection);
/** Follows live events across reconnects; returns how to stop. */
export const subscribe = <T>(subscription: Subscription<T>): (() => void) => subscribeOver(connection, subscription);

export { bridge, type DesktopBridge } from './bridge.ts';
export type { Client } from './client.ts';
export type { ConnectionState } from './connection.ts';
export { opensWithPassword, toProblem, type ShownCode } from './problem.ts';
export { giveKey } from './session.ts';
