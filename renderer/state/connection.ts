/** Whether the core can be spoken to. */
import { create } from 'zustand';
import { connection, type ConnectionState } from '../transport/index.ts';

export const useConnection = create<{ state: ConnectionState }>()(() => ({ state: connection.state() }));

connection.onChange((state) => useConnection.setState({ state }));
