/** Holds every import of the tree against the laws (rules.ts); prints what breaks one and exits 1. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { brokenLaw, type Import } from './rules.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const target = (specifier: string): string => (specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))) : specifier);
  const statics = module.staticImports.map((found) => ({
    from: file,
    to: target(found.moduleRequest.value),
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  const exports = module.staticExports.flatMap((found) =>
    found.entries.flatMap((entry) => (entry.moduleRequest ? [{ from: file, to: target(entry.moduleRequest.value), typeOnly: entry.isType }] : [])),
  );
  return [...statics, ...exports];
}

const files = globSync(['electron/**/*.ts', 'renderer/**/*.{ts,tsx}'], { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const broken = files.flatMap(importsOf).flatMap((found) => {
  const law = brokenLaw(found);
  return law ? [`${found.from} -> ${found.to}: ${law}`] : [];
});
if (files.length === 0 || broken.length > 0) {
  console.error(broken.join('\n') || 'no files found');
  process.exit(1);
}
