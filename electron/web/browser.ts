/** Shows the page: Chrome or Chromium without its own frame where there is one, otherwise whatever opens links here. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Command {
  command: string;
  args: readonly string[];
}

const CHROMES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge', 'brave-browser'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** What to try, best first. The link holds the access key, so it goes to the browser only. */
export function browserCommands(url: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv, isProgram: (file: string) => boolean = isExecutable): Command[] {
  const hasDisplay = platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  if (!hasDisplay) return [];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = (CHROMES[platform] ?? []).flatMap((name) => (platform === 'linux' ? folders.map((folder) => join(folder, name)) : [name])).filter(isProgram);
  const chrome = found.slice(0, 1).map((command) => ({ command, args: [`--app=${url}`] }));
  return [...chrome, systemOpener(url, platform)];
}

function systemOpener(url: string, platform: NodeJS.Platform): Command {
  if (platform === 'darwin') return { command: 'open', args: [url] };
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  return { command: 'xdg-open', args: [url] };
}

/** True when one of the commands could be started; what it does then is the browser's business. */
export async function openBrowser(url: string): Promise<boolean> {
  for (const { command, args } of browserCommands(url, process.platform, process.env)) {
    if (await starts(command, args)) return true;
  }
  return false;
}

function starts(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
