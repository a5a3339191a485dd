/** The zod table and the engine's own table say the same, field by field. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createEngineClient, type EngineClient } from './index.ts';
import * as shapes from './schemas.ts';

const root = join(import.meta.dirname, '../..');
const DUMP = `
import inspect, json
from pydantic import BaseModel
from sova_engine.api import schemas
print(json.dumps({n: m.model_json_schema(by_alias=True) for n, m in inspect.getmembers(schemas, inspect.isclass)
  if issubclass(m, BaseModel) and m not in (BaseModel, schemas.Model)}))
`;

const JsonSchema = z.looseObject({});

function askPython(code: string): unknown {
  return JSON.parse(execFileSync(join(root, 'python/.venv/bin/python'), ['-c', code], { env: { ...process.env, PYTHONPATH: join(root, 'python/src') }, encoding: 'utf8' }));
}
const python = z.record(z.string(), JsonSchema).parse(askPython(DUMP));

/** A schema without its words, defaults and bounds: what kind of value stands where. */
function kind(schema: unknown, root: Record<string, unknown>): unknown {
  const s = JsonSchema.parse(schema);
  if (typeof s['$ref'] === 'string') {
    const defs = JsonSchema.parse(root['$defs'] ?? {});
    return kind(defs[s['$ref'].split('/').pop() ?? ''], root);
  }
  if ('const' in s) return { enum: [s['const']] };
  if (Array.isArray(s['enum'])) return { enum: [...s['enum']].sort() };
  const choices = Array.isArray(s['type']) ? s['type'].map((type) => ({ type })) : s['anyOf'];
  if (Array.isArray(choices)) {
    const options = choices.map((option) => kind(option, root));
    return { anyOf: options.map((option) => JSON.stringify(option)).sort() };
  }
  if (s['type'] === 'array') return { array: kind(s['items'], root) };
  if (s['properties'] !== undefined) {
    const fields = Object.entries(JsonSchema.parse(s['properties'])).map(([name, value]): [string, unknown] => [name, kind(value, root)]);
    return { fields: Object.fromEntries(fields.sort(([a], [b]) => a.localeCompare(b))) };
  }
  if (s['type'] === 'object') return { record: typeof s['additionalProperties'] === 'object' ? kind(s['additionalProperties'], root) : {} };
  return s['type'] ?? {};
}

const zodShapes = Object.entries(shapes).flatMap<[string, z.ZodObject]>(([name, shape]) => (shape instanceof z.ZodObject ? [[name, shape]] : []));

test('both sides name the same shapes', () => {
  const sharedWithCaller = new Set(zodShapes.map(([name]) => name));
  const unknownToPython = [...sharedWithCaller].filter((name) => !(name in python));
  expect(unknownToPython).toEqual([]);
  const unknownHere = Object.keys(python).filter((name) => !sharedWithCaller.has(name));
  expect(unknownHere).toEqual([]);
});

test.each(zodShapes)('%s has the same fields and kinds', (name, schema) => {
  const theirs = python[name];
  if (!theirs) throw new Error(`${name} is unknown to the engine`);
  const ours = JsonSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  expect(kind(ours, ours)).toEqual(kind(theirs, theirs));
});

const ROUTES = `
import json
from unittest.mock import MagicMock
from sova_engine.api.app import create_app
print(json.dumps({path: [m.upper() for m in methods] for path, methods in create_app(MagicMock(), 'x').openapi()['paths'].items()}))
`;

test('every call goes to a route the engine has', async () => {
  const routes = Object.entries(z.record(z.string(), z.array(z.string())).parse(askPython(ROUTES)));
  const known = routes.flatMap(([path, methods]) => methods.map((method) => ({ method, path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) })));
  const called: { method: string; path: string }[] = [];
  const server = createServer((request, response) => {
    called.push({ method: request.method ?? '', path: request.url?.split('?')[0] ?? '' });
    response.writeHead(500).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const engine = createEngineClient({ endpoint: () => ({ url: `http://127.0.0.1:${address.port}`, token: 't' }) });
  const file = { path: '/a', name: 'a' };
  const calls: Record<keyof EngineClient, () => Promise<unknown>> = {
    health: () => engine.health(),
    ready: () => engine.ready(),
    ingest: () => engine.ingest({ workspace: 'w', documentId: 'd', sha256: '0', ...file }, () => undefined),
    inspect: () => engine.inspect(file),
    removeDocument: () => engine.removeDocument('w', 'd'),
    pages: () => engine.pages('w', 'd'),
    page: () => engine.page('w', 'd', 1),
    passages: () => engine.passages('w', 'd', { offset: 0, limit: 1 }),
    boxes: () => engine.boxes('w', 'd', { page: 1, spans: [{ charStart: 0, charEnd: 1 }] }),
    find: () => engine.find('w', 'd', { text: 'a', limit: 1 }),
    pageImage: () => engine.pageImage('w', 'd', 1, 100),
    search: () => engine.search({ workspace: 'w', text: 'a' }),
    check: () => engine.check({ sentences: [] }),
    reconcile: () => engine.reconcile({ workspace: 'w', documentIds: [] }),
    checkIndex: () => engine.checkIndex(),
    repairIndex: () => engine.repairIndex(),
    setVectors: () => engine.setVectors({ url: 'u', token: 't' }),
    pauseEmbedding: () => engine.pauseEmbedding(true),
  };
  for (const call of Object.values(calls)) await expect(call()).rejects.toMatchObject({ code: 'internal' });
  server.closeAllConnections();
  server.close();
  expect(called).toHaveLength(Object.keys(calls).length);
  expect(called.filter((call) => !known.some(({ method, path }) => method === call.method && path.test(call.path)))).toEqual([]);
});
