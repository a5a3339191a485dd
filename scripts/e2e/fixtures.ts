/** One application per test file, real files, a window opened by the link a person gets. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { leaseHr, libraryRulesEn, minutesHr, seagrassEn } from '../testing/documents.ts';
import { newDataDir, startHost, type Host } from '../testing/host.ts';

export interface TestFile {
  name: string;
  bytes: Buffer;
}

interface Fixtures {
  /** The window, open and ready for a question. */
  window: Page;
}

interface WorkerFixtures {
  /** Files that name another application get one of their own, with its own data. */
  application: string;
  host: Host;
  files: { lease: TestFile; seagrass: TestFile; minutes: TestFile; rules: TestFile; broken: TestFile };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  application: ['main-job', { option: true, scope: 'worker' }],
  host: [
    async ({ application }, use) => {
      const host = await startHost({ dataDir: newDataDir(`sova-${application}-`), env: { LANG: 'hr_HR.UTF-8', LC_ALL: 'hr_HR.UTF-8', LANGUAGE: 'hr' } });
      await use(host);
      await host.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  files: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      const print = async (html: string): Promise<Buffer> => {
        await page.setContent(html);
        return page.pdf({ format: 'A4' });
      };
      await use({
        lease: { name: 'Ugovor o zakupu – Čempres.pdf', bytes: await print(leaseHr) },
        seagrass: { name: 'Seagrass meadows.pdf', bytes: await print(seagrassEn) },
        minutes: { name: 'Zapisnik odbora.md', bytes: Buffer.from(minutesHr) },
        rules: { name: 'Library rules.txt', bytes: Buffer.from(libraryRulesEn) },
        broken: { name: 'Oštećen.pdf', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 7)]) },
      });
      await page.close();
    },
    { scope: 'worker' },
  ],
  window: async ({ host, page }, use) => {
    await page.goto(`${host.url}/#token=${host.token}`);
    await page.getByRole('textbox').first().waitFor();
    await use(page);
  },
});

export { expect };

/** What a screen reader or a keyboard would stumble over, in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion: colours on their way from one theme to the other would be measured.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
  }
}

/** Drops files and folders onto the middle of the window, through the browser's own drag and drop. */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') => session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data: { items: [], files: [...paths], dragOperationsMask: 1 } });
  // As a person does: let go once the window says that it takes the files, and once more if it did not.
  await expect(async () => {
    await send('dragEnter');
    await send('dragOver');
    await expect(page.getByTestId('drop-overlay')).toBeVisible({ timeout: 1000 });
    // The browser answers a drag event before the page has seen it: two frames later it has accepted the files.
    await send('dragOver');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await send('drop');
    await expect(page.getByTestId('drop-overlay')).toBeHidden({ timeout: 1000 });
  }).toPass();
  await session.detach();
}

/** Writes the files into a folder of their own and drops them. */
export async function drop(page: Page, files: readonly TestFile[]): Promise<void> {
  const folder = newDataDir('sova-drop-');
  const paths = files.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  await dropPaths(page, paths);
}
