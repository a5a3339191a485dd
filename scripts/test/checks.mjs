/** What `npm test` runs, in order: quick ones first. A check that cannot start counts as failed. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node } from '../setup/index.mjs';
import { run } from '../setup/process.mjs';
import { venvPython } from '../setup/python.mjs';
import { root } from '../setup/steps.mjs';
import { findChromium } from './chromium.mjs';

const reports = join(root, '.setup', 'reports');
mkdirSync(reports, { recursive: true });
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', 'node', 'bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  OMP_NUM_THREADS: '1',
  FORCE_COLOR: '0',
};

/** A tool that is right or wrong as a whole. */
const verdict = (command, args, cwd = root) => async () => {
  try {
    await run(command, args, { cwd, env });
    return { passed: 1, failed: 0 };
  } catch (error) {
    return { passed: 0, failed: 1, output: error.message };
  }
};
const script = (file, ...args) => verdict(join(root, node), [file, ...args]);
const python = (...args) => verdict(join(root, venvPython), ['-m', ...args], join(root, 'python'));

/** A test runner that writes a report; its own output is shown as it comes. */
async function counted(command, args, options, report, count) {
  rmSync(report, { force: true });
  let problem = '';
  await run(command, args, { ...options, quiet: false }).catch((error) => {
    problem = error.message.split('\n')[0];
  });
  try {
    const result = count(readFileSync(report, 'utf8'));
    return problem && result.failed === 0 ? { ...result, failed: 1, output: problem } : result;
  } catch {
    return { passed: 0, failed: 1, output: problem || 'no report was written' };
  }
}

const unit = () => {
  const report = join(reports, 'vitest.json');
  return counted(join(root, node), ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`], { env }, report, (text) => {
    const json = JSON.parse(text);
    return { passed: json.numPassedTests, failed: json.numFailedTests + json.numPendingTests + json.numTodoTests + (json.numTotalTests === 0 ? 1 : 0) };
  });
};

const pytest = () => {
  const report = join(reports, 'pytest.xml');
  return counted(join(root, venvPython), ['-m', 'pytest', '--junit-xml', report], { cwd: join(root, 'python'), env: { ...env, PYTHONPATH: join(root, 'python', 'src') } }, report, (xml) => {
    const number = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1] ?? 0);
    const bad = number('failures') + number('errors') + number('skipped');
    return { passed: number('tests') - bad, failed: bad + (number('tests') === 0 ? 1 : 0) };
  });
};

const browser = async () => {
  const chromium = await findChromium().catch((error) => ({ error }));
  if (chromium.error) return { passed: 0, failed: 1, output: chromium.error.message };
  const report = join(reports, 'playwright.json');
  return counted(join(root, node), ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json'], { env: { ...env, SOVA_CHROMIUM: chromium.path, PLAYWRIGHT_JSON_OUTPUT_NAME: report } }, report, (text) => {
    const { expected, unexpected, flaky, skipped } = JSON.parse(text).stats;
    return { passed: expected, failed: unexpected + flaky + skipped + (expected === 0 ? 1 : 0) };
  });
};

export const checks = [
  { name: 'types', run: script('node_modules/typescript/bin/tsc', '-p', '.') },
  { name: 'lint', run: script('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', 'electron', 'renderer', 'scripts') },
  { name: 'laws', run: script('scripts/lint/laws.ts') },
  { name: 'licences', run: script('scripts/lint/licences.ts') },
  { name: 'unused', run: script('node_modules/knip/bin/knip.js', '--no-progress') },
  { name: 'ruff', run: python('ruff', 'check', '.') },
  { name: 'ruff-format', run: python('ruff', 'format', '--check', '.') },
  { name: 'pyright', run: script('node_modules/pyright/index.js', '-p', 'python') },
  { name: 'unit', run: unit },
  { name: 'python', run: pytest },
  { name: 'browser', run: browser },
];
