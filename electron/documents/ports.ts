/** What the library needs of other parts, in its own words. */
import type { Settings } from '../contract/index.ts';
import type { EngineClient } from '../engine/index.ts';

export type EnginePort = Pick<EngineClient, 'ingest' | 'removeDocument' | 'pages' | 'page' | 'passages' | 'boxes' | 'find' | 'pageImage' | 'reconcile'>;

export interface SettingsPort {
  get(): Pick<Settings, 'limits' | 'ocr'>;
}

/** The one workspace there is for now. */
export const WORKSPACE = 'default';
