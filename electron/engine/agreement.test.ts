/** The zod table and the engine's own table say the same, field by field. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
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
const python = z.record(z.string(), JsonSchema).parse(
  JSON.parse(
    execFileSync(join(root, 'python/.venv/bin/python'), ['-c', DUMP], { env: { ...process.env, PYTHONPATH: join(root, 'python/src') }, encoding: 'utf8' }),
  ),
);

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
