/** Holds every import of the tree against the laws (rules.ts), and every word of the interface against who says it (words.ts); prints what breaks one and exits 1. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseResult, parseSync } from 'oxc-parser';
import { en } from '../../renderer/i18n/en/index.ts';
import { brokenLaw, type Import } from './rules.ts';
import { textsIn, unsaidWords } from './words.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function importsOf(file: string, { module }: ParseResult): Import[] {
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

/** Dotted. */
const keysOf = (words: object, above = ''): string[] =>
  Object.entries(words).flatMap(([name, below]: [string, unknown]) => (typeof below === 'object' && below !== null ? keysOf(below, `${above}${name}.`) : [above + name]));

/** The lists of words themselves, and tests, say nothing to a person. */
const isSpoken = (file: string): boolean => file.startsWith('renderer/') && !/^renderer\/i18n\/(?:en|hr)\/|\.test\.tsx?$/.test(file);

const sources = globSync(['electron/**/*.ts', 'renderer/**/*.{ts,tsx}'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .map((file) => ({ file, parsed: parseSync(file, readFileSync(join(root, file), 'utf8')) }));
const lawless = sources.flatMap(({ file, parsed }) => importsOf(file, parsed)).flatMap((found) => {
  const law = brokenLaw(found);
  return law ? [`${found.from} -> ${found.to}: ${law}`] : [];
});
const said = sources.filter(({ file }) => isSpoken(file)).flatMap(({ parsed }) => textsIn(parsed.program));
const broken = [...lawless, ...unsaidWords(keysOf(en), said).map((key) => `renderer/i18n: nothing says ${key}`)];
if (sources.length === 0 || broken.length > 0) {
  console.error(broken.join('\n') || 'no files found');
  process.exit(1);
}
