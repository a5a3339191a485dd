import { join } from 'node:path';

/** The data directory's places. Each has one owner: the core, the engine or the chroma process. */
export interface DataPaths {
  database: string;
  snapshots: string;
  library: string;
  incoming: string;
  engine: string;
  vectors: string;
  models: string;
  logs: string;
}

export function dataPaths(dataDir: string): DataPaths {
  return {
    database: join(dataDir, 'sova.db'),
    snapshots: join(dataDir, 'snapshots'),
    library: join(dataDir, 'library'),
    incoming: join(dataDir, 'incoming'),
    engine: join(dataDir, 'engine'),
    vectors: join(dataDir, 'vectors'),
    models: join(dataDir, 'models'),
    logs: join(dataDir, 'logs'),
  };
}
