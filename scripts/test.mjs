/**
 * `npm test`: set-up, then every check: types, lint, laws, unit and contract tests, the engine's
 * tests, the main job in a real browser. Ends in one line: N passed, N failed.
 * `npm test -- unit python` runs only the named ones.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup/index.mjs';
import { root } from './setup/steps.mjs';
import { checks } from './test/checks.mjs';

const started = Date.now();
const wanted = process.argv.slice(2);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

try {
  await setUp();
} catch (error) {
  console.log(`set-up failed: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

let passed = 0;
let failed = 0;
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.log(`unknown check: ${unknown.join(', ')}; there are: ${checks.map((check) => check.name).join(', ')}`);
  process.exit(1);
}
for (const check of checks.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
  const since = Date.now();
  console.log(`--- ${check.name}`);
  const result = await check.run();
  passed += result.passed;
  failed += result.failed;
  if (result.output) console.log(result.output.trimEnd());
  console.log(`--- ${check.name}: ${result.passed} passed, ${result.failed} failed, ${seconds(since)}`);
}
console.log(existsSync(join(root, '..', 'shared', 'files', 'manifest.tsv')) ? 'real files and sets of ../shared: were there and were run' : 'real files and sets of ../shared: not there, their tests did not run');
console.log(`all in ${seconds(started)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
