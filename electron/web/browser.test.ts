import { expect, test } from 'vitest';
import { browserCommands } from './browser.ts';

const url = 'http://127.0.0.1:1234/#token=secret';
const display = { DISPLAY: ':0', PATH: '/usr/bin:/usr/local/bin' };

test('Chrome without its frame comes first, then what opens links', () => {
  const commands = browserCommands(url, 'linux', display, (file) => file === '/usr/local/bin/chromium' || file === '/usr/bin/microsoft-edge');
  expect(commands).toEqual([
    { command: '/usr/local/bin/chromium', args: [`--app=${url}`] },
    { command: 'xdg-open', args: [url] },
  ]);
});

test('without a display nothing is tried', () => {
  expect(browserCommands(url, 'linux', { PATH: '/usr/bin' }, () => true)).toEqual([]);
});

test('no shell sees the link, on Windows either', () => {
  expect(browserCommands(url, 'win32', {}, () => false)).toEqual([{ command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] }]);
});
