/**
 * `npm run pictures`: the screenshots of docs/images, taken from the running application with real files.
 * Needs the shared files beside the checkout (../shared/files) for the scan, the table and the Word document.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { findChromium } from './test/chromium.mjs';
import { Api } from './testing/api.ts';
import { leaseHr, libraryRulesEn, minutesHr, seagrassEn } from './testing/documents.ts';
import { newDataDir, root, startHost, type Host } from './testing/host.ts';

const images = join(root, 'docs', 'images');
const shared = join(root, '..', 'shared', 'files', 'good');
const files = newDataDir('sova-pictures-');

async function makeFiles(browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  const print = async (name: string, html: string): Promise<string> => {
    await page.setContent(html);
    const path = join(files, name);
    writeFileSync(path, await page.pdf({ format: 'A4' }));
    return path;
  };
  const write = (name: string, content: string | Buffer): string => {
    const path = join(files, name);
    writeFileSync(path, content);
    return path;
  };
  const made = [
    await print('Ugovor o zakupu – Čempres.pdf', leaseHr),
    await print('Seagrass meadows.pdf', seagrassEn),
    write('Zapisnik odbora.md', minutesHr),
    write('Library rules.txt', libraryRulesEn),
    write('Oštećen.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4000, 7)])),
    ...['made_hr_scan.pdf', 'hr_metodologija_baze.docx', 'hr_turisticke_zajednice.xlsx', 'layout-parser.pdf'].map((name) => write(name, readFileSync(join(shared, name)))),
  ];
  await page.close();
  return made;
}

/** Drags over the window, takes `picture`, lets go. */
async function drag(page: Page, paths: readonly string[], picture: () => Promise<unknown>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') => session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data: { items: [], files: [...paths], dragOperationsMask: 1 } });
  await send('dragEnter');
  await send('dragOver');
  await page.getByTestId('drop-overlay').waitFor();
  await picture();
  await send('dragOver');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await send('drop');
}

async function open(browser: Browser, host: Host, language: 'hr' | 'en', theme: 'light' | 'dark', width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, locale: language === 'hr' ? 'hr-HR' : 'en-US' });
  await page.goto(`${host.url}/#token=${host.token}`);
  await page.getByRole('textbox').first().waitFor();
  return page;
}

const shot = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: join(images, `${name}.png`) });

/** Asks in a conversation of its own, opens the first citation of `document`, waits for its mark. */
async function ask(page: Page, language: 'hr' | 'en', question: string, document: string): Promise<void> {
  const words = language === 'hr' ? { fresh: 'Novi razgovor', box: 'Pitanje', mark: 'Označeni odlomak' } : { fresh: 'New conversation', box: 'Question', mark: 'Marked passage' };
  await page.getByRole('button', { name: words.fresh }).first().click();
  const box = page.getByRole('textbox', { name: words.box });
  await box.fill(question);
  await box.press('Enter');
  const answer = page.getByRole('article').last();
  await answer.getByRole('button', { name: new RegExp(document) }).first().click();
  await page.locator('[aria-label="' + words.mark + '"], mark').first().waitFor({ timeout: 10_000 }).catch(() => undefined);
  // The mark stands before its page is drawn.
  await page.waitForFunction(() => {
    const mark = globalThis.document.querySelector('[data-testid=source-mark]');
    return mark === null || Boolean(mark.closest('section')?.querySelector('canvas, img'));
  });
  await page.waitForLoadState('networkidle');
}

/** What the tray had to say has been read. */
const closeTray = (page: Page): Promise<void> => page.getByRole('complementary', { name: /Dodavanje dokumenata|Adding documents/ }).getByRole('button', { name: /^(Zatvori|Close)$/ }).click();

mkdirSync(images, { recursive: true });
const browser = await chromium.launch({ executablePath: (await findChromium()).path, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'] });
const paths = await makeFiles(browser);
const host = await startHost();
const api = new Api(host);
const croatian = await open(browser, host, 'hr', 'light', 1280, 800);
await drag(croatian, paths, () => shot(croatian, 'drop-hr'));
await croatian.getByRole('progressbar').first().waitFor();
await shot(croatian, 'progress-hr');
/** All of the drop has come in, and nothing of it waits or is read. */
const settled = async (): Promise<boolean> => {
  const [{ queue }, { documents }] = await Promise.all([api.health(), api.documents()]);
  return documents.length >= paths.length && queue.queued + queue.running === 0;
};
while (!(await settled())) await new Promise((resolve) => setTimeout(resolve, 200));
await closeTray(croatian);
await ask(croatian, 'hr', 'Koliki je otkazni rok?', 'Ugovor o zakupu');
await shot(croatian, 'answer-hr');
await ask(croatian, 'hr', 'Tko je naložio uknjižbu vlasništva?', 'made_hr_scan');
await shot(croatian, 'scan-hr');
await ask(croatian, 'hr', 'Koja je adresa turističke zajednice Duga Resa?', 'hr_turisticke');
await shot(croatian, 'table-hr');
await ask(croatian, 'hr', 'Što sadrži baza podataka o tijelima javne vlasti?', 'hr_metodologija');
await shot(croatian, 'docx-hr');
await croatian.getByRole('button', { name: 'Zatvori izvor' }).click();
await croatian.getByRole('navigation').getByRole('button', { name: /^Dokumenti/ }).click();
await shot(croatian, 'library-hr');
const english = await open(browser, host, 'en', 'dark', 1920, 1080);
await ask(english, 'en', 'How much did shoot density fall in bays where boats anchored?', 'Seagrass');
await shot(english, 'answer-en');
await browser.close();
await host.stop();
