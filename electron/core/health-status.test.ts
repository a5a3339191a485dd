import { expect, test } from 'vitest';
import { healthStatus, type Parts } from './health-status.ts';

const well: Parts = { engine: 'running', chroma: 'running', inference: 'idle', ready: true, wasReady: true, vectorsConnected: true, vectorsWereConnected: true, vectorsOverdue: false };
const fresh: Parts = { ...well, engine: 'starting', chroma: 'starting', ready: false, wasReady: false, vectorsConnected: false, vectorsWereConnected: false };

test.each<[string, Parts, ReturnType<typeof healthStatus>]>([
  ['all is well', well, 'ok'],
  ['no model yet', { ...well, inference: 'idle' }, 'ok'],
  ['no inference at all', { ...well, inference: null }, 'ok'],
  ['first seconds', fresh, 'starting'],
  ['the engine loads', { ...fresh, engine: 'running' }, 'starting'],
  ['a first start that crashed once', { ...fresh, engine: 'backing-off' }, 'starting'],
  ['the engine is there, the vectors come', { ...fresh, engine: 'running', ready: true, wasReady: true }, 'starting'],
  ['the vectors run, not yet connected', { ...fresh, engine: 'running', chroma: 'running', ready: true, wasReady: true }, 'starting'],
  ['the vectors take too long to come', { ...fresh, engine: 'running', chroma: 'running', ready: true, wasReady: true, vectorsOverdue: true }, 'degraded'],
  ['the vectors crashed at their first start', { ...fresh, engine: 'running', chroma: 'backing-off', ready: true, wasReady: true }, 'degraded'],
  ['the vectors were stopped', { ...well, chroma: 'stopped', vectorsConnected: false }, 'degraded'],
  ['the vectors start again', { ...well, chroma: 'starting', vectorsConnected: false }, 'degraded'],
  ['the engine restarts', { ...well, engine: 'backing-off', ready: false }, 'degraded'],
  ['the engine misses a probe', { ...well, engine: 'unhealthy' }, 'degraded'],
  ['the engine gave up', { ...well, engine: 'halted', ready: false }, 'down'],
  ['it ends', { ...well, engine: 'stopping' }, 'down'],
  ['the model crashed', { ...well, inference: 'backing-off' }, 'degraded'],
])('%s', (_, parts, status) => {
  expect(healthStatus(parts)).toBe(status);
});
