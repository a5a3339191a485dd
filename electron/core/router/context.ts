/** What the calls of the contract reach: the rooms, assembled by `createApp`. */
import { implement } from '@orpc/server';
import type { Chat } from '../../chat/index.ts';
import { contract, type SystemInfo } from '../../contract/index.ts';
import type { Documents } from '../../documents/index.ts';
import type { EngineClient } from '../../engine/index.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { Log } from '../../log/index.ts';
import type { Models } from '../../models/index.ts';
import type { Prompts } from '../../prompts/index.ts';
import type { SettingsRoom } from '../../settings/index.ts';
import type { Child } from '../../supervisor/index.ts';
import type { z } from 'zod';
import type { Api } from '../api.ts';
import type { HealthWatch } from '../health.ts';

export interface Rooms {
  api: Api;
  chat: Chat;
  children: readonly Child[];
  documents: Documents;
  engine: EngineClient;
  health: HealthWatch;
  info: z.output<typeof SystemInfo>;
  jobs: Jobs;
  log: Log;
  models: Models;
  prompts: Prompts;
  settings: SettingsRoom;
}

/** Each domain's calls are a map that the compiler holds complete against the contract. */
export const os = implement(contract);

export const OK = { ok: true } as const;
