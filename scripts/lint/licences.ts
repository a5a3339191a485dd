/**
 * Every package that ships (npm: not dev; Python: all of the environment but the tools) bears a licence
 * that may ship inside an Apache-2.0 application. `--write` renews resources/licences/third-party.md.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ALLOWED = new Set([
  'MIT', 'MIT-0', 'MIT-CMU', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0', 'PSF-2.0',
  'OFL-1.1', 'CC0-1.0', 'CC-BY-4.0', 'MPL-2.0', 'Zlib', 'Unlicense', 'any-OSI', 'HPND', 'LLVM-exception',
]);
/** Licences read by hand where a package states none in a machine's form. */
const READ_BY_HAND: Readonly<Record<string, string>> = { busboy: 'MIT', streamsearch: 'MIT', pypdfium2: 'BSD-3-Clause AND Apache-2.0' };
/** Python tools of the tests and checks: not shipped. */
const PYTHON_TOOLS = new Set(['hypothesis', 'sortedcontainers', 'pytest', 'iniconfig', 'pluggy', 'pygments', 'pytrec-eval-terrier', 'ruff', 'scipy', 'nodeenv', 'pip', 'setuptools']);

interface Shipped {
  name: string;
  version: string;
  licence: string;
  from: 'npm' | 'PyPI';
}

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional(), devOptional: z.boolean().optional() })) });

function npmPackages(): Shipped[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(packages).flatMap(([path, found]) => {
    if (path === '' || found.dev || found.devOptional) return [];
    const name = path.replace(/^.*node_modules\//, '');
    return [{ name, version: found.version ?? '', licence: READ_BY_HAND[name] ?? found.license ?? 'unknown', from: 'npm' as const }];
  });
}

const LIST_PYTHON = `
import json
from importlib.metadata import distributions
rows = []
for d in distributions():
    m = d.metadata
    classifiers = [c.split(" :: ")[-1] for c in m.get_all("Classifier") or [] if c.startswith("License ::")]
    rows.append([m["Name"], d.version, m.get("License-Expression") or (classifiers[0] if classifiers else (m.get("License") or "unknown").splitlines()[0])])
print(json.dumps(rows))
`;

const SPDX: Readonly<Record<string, string>> = {
  '3-Clause BSD License': 'BSD-3-Clause',
  'Apache License, Version 2.0': 'Apache-2.0',
  'Apache Software License': 'Apache-2.0',
  'BSD License': 'BSD-3-Clause',
  'ISC License (ISCL)': 'ISC',
  'MIT License': 'MIT',
  'Mozilla Public License 2.0 (MPL 2.0)': 'MPL-2.0',
  'Python Software Foundation License': 'PSF-2.0',
};

function pythonPackages(): Shipped[] {
  const python = join(root, 'python', '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const rows = z.array(z.tuple([z.string(), z.string(), z.string()])).parse(JSON.parse(execFileSync(python, ['-I', '-c', LIST_PYTHON], { encoding: 'utf8' })));
  return rows
    .filter(([name]) => !PYTHON_TOOLS.has(name.toLowerCase()))
    .map(([name, version, licence]) => ({ name, version, licence: READ_BY_HAND[name] ?? SPDX[licence] ?? licence, from: 'PyPI' as const }));
}

/** `A AND B` needs both, `A OR B` one of them. */
function allowed(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((one) => ALLOWED.has(one.trim().replace(/ WITH .*$/, ''))));
}

const byName = (a: Shipped, b: Shipped): number => a.from.localeCompare(b.from) || a.name.localeCompare(b.name);
const shipped = [...npmPackages(), ...pythonPackages()].sort(byName);
const refused = shipped.filter(({ licence }) => !allowed(licence));
for (const { name, version, licence, from } of refused) console.error(`${from} ${name} ${version}: ${licence} is not on the list of licences that may ship`);
if (process.argv.includes('--write')) {
  const rows = shipped.map(({ name, version, licence, from }) => `| ${name} | ${version} | ${licence} | ${from} |`);
  writeFileSync(join(root, 'resources', 'licences', 'third-party.md'), ['# Packages that ship with Sova', '', 'Written by `npm run licences`.', '', '| package | version | licence | from |', '|---|---|---|---|', ...rows, ''].join('\n'));
}
process.exit(refused.length === 0 ? 0 : 1);
