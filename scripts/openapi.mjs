/** Writes docs/openapi.json from the contract: `node scripts/openapi.mjs`. A test fails while the two differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from '../electron/core/openapi.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(root, 'docs', 'openapi.json'), `${JSON.stringify(await describeApi(version), null, 1)}\n`);
