/** A report of a thousand pages in the viewer: from the click on a citation to the marked passage, and scrolling on; bare PDF.js beside it. */
import { createReadStream, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { Api } from '../testing/api.ts';
import { newDataDir, root, type Host } from '../testing/host.ts';
import { makeReport } from '../testing/pdf.ts';
import { ms, spread, type Row } from './measure.ts';

const PAGES = 1000;
/** Bytes a page that draw nothing: a file as heavy as an ordinary report with pictures. */
const BALLAST = 8000;
const CITED = 873;
const ROUNDS = 5;
const NAME = 'report.pdf';

/** Milliseconds between the frames of `steps` turns of the wheel over what is in the middle of the box. */
async function scroll(page: Page, selector: string): Promise<number[]> {
  return page.evaluate(async (found) => {
    const element = document.querySelector(found);
    if (element === null) throw new Error(`nothing to scroll: ${found}`);
    const frames: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 120; step += 1) {
      element.scrollTop -= 240;
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - last);
      last = performance.now();
    }
    return frames;
  }, selector);
}

async function ours(browser: Browser, host: Host): Promise<{ opened: number[]; frames: number[] }> {
  const api = new Api(host);
  const { job_ids } = await api.upload([{ name: NAME, bytes: makeReport(PAGES, BALLAST) }]);
  await api.finished(job_ids[0] ?? '');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  await page.goto(`${host.url}/#token=${host.token}`);
  const box = page.getByRole('textbox', { name: 'Question' });
  await box.fill(`How many kilograms per square metre does the deck of bridge number ${CITED} carry?`);
  await box.press('Enter');
  const card = page.getByRole('article').last().getByRole('button', { name: NAME }).first();
  const opened: number[] = [];
  let frames: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await card.waitFor();
    await page.waitForLoadState('networkidle');
    const click = card.evaluate(async (button: HTMLElement) => {
      const begun = performance.now();
      button.click();
      for (;;) {
        await new Promise(requestAnimationFrame);
        const mark = document.querySelector('[data-testid=source-mark] span');
        if (mark?.closest('section')?.querySelector('canvas')) return performance.now() - begun;
      }
    });
    opened.push(await click);
    frames = await scroll(page, '[data-testid=source-pages]');
    await page.getByRole('button', { name: 'Close the source' }).click();
  }
  await page.close();
  return { opened, frames };
}

/** The same page of the same file by PDF.js alone, from a server that does nothing else; and an empty column to scroll. */
async function bare(browser: Browser): Promise<{ opened: number[]; frames: number[] }> {
  const file = join(newDataDir('sova-bench-'), NAME);
  writeFileSync(file, makeReport(PAGES, BALLAST));
  const build = join(root, 'node_modules', 'pdfjs-dist', 'build');
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    if (name === '') response.setHeader('content-type', 'text/html').end('<canvas></canvas><div id="empty" style="height:600px;overflow:auto"><div style="height:900000px"></div></div>');
    else if (!/^(report\.pdf|pdf(\.worker)?\.min\.mjs)$/.test(name)) response.writeHead(404).end();
    else createReadStream(name === NAME ? file : join(build, name)).pipe(response.setHeader('content-type', name === NAME ? 'application/pdf' : 'text/javascript'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${origin}/`);
  const opened: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    opened.push(
      await page.evaluate(
        `(async () => {
          const pdf = await import('${origin}/pdf.min.mjs');
          pdf.GlobalWorkerOptions.workerSrc = '${origin}/pdf.worker.min.mjs';
          const begun = performance.now();
          const task = pdf.getDocument({ url: '${origin}/${NAME}' });
          const sheet = await (await task.promise).getPage(${CITED});
          const viewport = sheet.getViewport({ scale: 0.85 });
          const canvas = document.querySelector('canvas');
          canvas.width = viewport.width;
          canvas.height = viewport.height;
          await sheet.render({ canvas, viewport }).promise;
          const took = performance.now() - begun;
          await task.destroy();
          return took;
        })()`,
      ),
    );
  }
  await page.evaluate(`document.querySelector('#empty').scrollTop = 800000`);
  const frames = await scroll(page, '#empty');
  await page.close();
  server.close();
  server.closeAllConnections();
  return { opened, frames };
}

export async function viewer(browser: Browser, host: Host): Promise<Row[]> {
  const [sova, pdf] = [await ours(browser, host), await bare(browser)];
  const [open, openBare, frame, frameBare] = [sova.opened, pdf.opened, sova.frames, pdf.frames].map(spread);
  if (!open || !openBare || !frame || !frameBare) throw new Error('nothing was measured');
  return [
    { figure: `from the click on a citation to its marked passage, a PDF of ${PAGES} pages`, ours: ms(open), bare: `PDF.js alone draws that page: ${ms(openBare)}`, ratio: (open.median / openBare.median).toFixed(1) },
    { figure: 'a frame while scrolling through it', ours: ms(frame), bare: `an empty column: ${ms(frameBare)}`, ratio: (frame.p95 / frameBare.p95).toFixed(1) },
  ];
}
