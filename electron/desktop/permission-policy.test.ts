import { expect, test } from 'vitest';
import { grantsPermission } from './permission-policy.ts';

test.each([
  ['clipboard-sanitized-write', 'app://sova/', true],
  ['fullscreen', 'app://sova/', true],
  ['clipboard-read', 'app://sova/', false],
  ['media', 'app://sova/', false],
  ['geolocation', 'app://sova/', false],
  ['notifications', 'app://sova/', false],
  ['openExternal', 'app://sova/', false],
  ['serial', 'app://sova/', false],
  ['fileSystem', 'app://sova/', false],
  ['clipboard-sanitized-write', 'https://example.hr/', false],
  ['clipboard-sanitized-write', '', false],
])('%s for %s: %s', (permission, url, granted) => {
  expect(grantsPermission(permission, url)).toBe(granted);
});
