/** One application per test file, real files, a window opened by the link a person gets. */
import { test as base, type Page } from '@playwright/test';
import { leaseHr, libraryRulesEn, minutesHr, seagrassEn } from '../testing/documents.ts';
import { startHost, type Host } from '../testing/host.ts';

export interface DroppedFile {
  name: string;
  type: string;
  bytes: Buffer;
}

interface Fixtures {
  /** The window, open and ready for a question. */
  window: Page;
}

interface WorkerFixtures {
  host: Host;
  files: { lease: DroppedFile; seagrass: DroppedFile; minutes: DroppedFile; rules: DroppedFile; broken: DroppedFile };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  host: [
    async ({}, use) => {
      const host = await startHost({ env: { LANG: 'hr_HR.UTF-8', LC_ALL: 'hr_HR.UTF-8', LANGUAGE: 'hr' } });
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
      const pdf = 'application/pdf';
      await use({
        lease: { name: 'Ugovor o zakupu – Čempres.pdf', type: pdf, bytes: await print(leaseHr) },
        seagrass: { name: 'Seagrass meadows.pdf', type: pdf, bytes: await print(seagrassEn) },
        minutes: { name: 'Zapisnik odbora.md', type: 'text/markdown', bytes: Buffer.from(minutesHr) },
        rules: { name: 'Library rules.txt', type: 'text/plain', bytes: Buffer.from(libraryRulesEn) },
        broken: { name: 'Oštećen.pdf', type: pdf, bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 7)]) },
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

export { expect } from '@playwright/test';

/** Drops files onto the window the way the browser does: enter, over, drop with a DataTransfer. */
export async function drop(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (items) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of items) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
      }
      return data;
    },
    files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') })),
  );
  for (const kind of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', kind, { dataTransfer: transfer });
}
