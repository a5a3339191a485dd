import { expect, test } from 'vitest';
import { judgeNavigation, judgeNewWindow, type Verdict } from './navigation-policy.ts';

test.each<[string, boolean, Verdict]>([
  ['app://sova/', true, 'allow'],
  ['app://sova/index.html#/documents', true, 'allow'],
  ['app://sova/files/0199-x', false, 'allow'],
  ['app://sova.evil.example/', true, 'deny'],
  ['app://other/', true, 'deny'],
  ['app://user@sova/', true, 'deny'],
  ['https://example.hr/zakon', true, 'external'],
  ['https://example.hr/zakon', false, 'deny'],
  ['https://user:pass@example.hr/', true, 'deny'],
  ['mailto:ana@example.hr', true, 'external'],
  ['file:///etc/passwd', true, 'deny'],
  ['javascript:alert(1)', true, 'deny'],
  ['data:text/html,<script>1</script>', true, 'deny'],
  ['vbscript:x', true, 'deny'],
  ['smb://server/share', true, 'deny'],
  ['ms-msdt:/id', true, 'deny'],
  ['not a url', true, 'deny'],
  ['', true, 'deny'],
])('%s in the main frame: %s', (url, isMainFrame, verdict) => {
  expect(judgeNavigation({ url, isMainFrame })).toBe(verdict);
});

test.each([
  ['app://sova/', 'deny'],
  ['https://example.hr/', 'external'],
  ['file:///etc/passwd', 'deny'],
])('a new window for %s', (url, verdict) => {
  expect(judgeNewWindow(url)).toBe(verdict);
});
