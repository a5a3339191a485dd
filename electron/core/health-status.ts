/** One word for how the application is: a pure rule over the states of its parts. */
import type { HealthStatus, ServiceState } from '../contract/index.ts';

export interface Parts {
  engine: ServiceState;
  chroma: ServiceState;
  /** null: this application has none. */
  inference: ServiceState | null;
  /** The engine can answer questions now. */
  ready: boolean;
  /** It could, at some time since the start. */
  wasReady: boolean;
  vectorsConnected: boolean;
  vectorsWereConnected: boolean;
  /** They have had their time: a large library is verified after a crash, and is searched by its words meanwhile. */
  vectorsOverdue: boolean;
}

const GONE: readonly ServiceState[] = ['halted', 'stopped', 'stopping'];
const TROUBLED: readonly ServiceState[] = ['unhealthy', 'backing-off', 'halted'];
const COMING: readonly ServiceState[] = ['idle', 'starting', 'running'];

/**
 * `starting` until questions can be asked for the first time, and the vectors have come up or failed;
 * `degraded` while a part that is needed is missing; `down` when the engine has given up.
 */
export function healthStatus(parts: Parts): HealthStatus {
  if (GONE.includes(parts.engine)) return 'down';
  if (!parts.ready) return parts.wasReady ? 'degraded' : 'starting';
  if (!parts.vectorsConnected) {
    const coming = !parts.vectorsWereConnected && !parts.vectorsOverdue && COMING.includes(parts.chroma);
    return coming ? 'starting' : 'degraded';
  }
  if (parts.engine !== 'running' || parts.chroma !== 'running') return 'degraded';
  return parts.inference !== null && TROUBLED.includes(parts.inference) ? 'degraded' : 'ok';
}
