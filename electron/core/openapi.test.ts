import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeApi } from './openapi.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const Paths = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

test('docs/openapi.json is what the contract says (node scripts/openapi.mjs)', async () => {
  const { version } = z.object({ version: z.string() }).parse(read('package.json'));
  expect(read('docs/openapi.json')).toEqual(JSON.parse(JSON.stringify(await describeApi(version))));
});

test('every route of the fixed API is described, and docs/api.md names each', () => {
  const { paths } = Paths.parse(read('docs/openapi.json'));
  const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} /api/v1${path}`));
  expect(routes.sort()).toEqual([
    'DELETE /api/v1/documents/{id}',
    'DELETE /api/v1/runs/{id}',
    'GET /api/v1/documents',
    'GET /api/v1/documents/{id}',
    'GET /api/v1/health',
    'GET /api/v1/jobs/{id}',
    'GET /api/v1/jobs/{id}/events',
    'GET /api/v1/prompts',
    'GET /api/v1/runs',
    'GET /api/v1/runs/{id}',
    'POST /api/v1/documents/upload',
    'POST /api/v1/jobs/{id}/cancel',
    'POST /api/v1/query',
    'POST /api/v1/runs/{id}/replay',
    'POST /api/v1/runs/{id}/stop',
  ]);
  const text = readFileSync(join(root, 'docs/api.md'), 'utf8');
  expect(routes.filter((route) => !text.includes(`\`${route}\``))).toEqual([]);
});
