/**
 * kill -9 of every process at every stage of an ingest: afterwards everything is there, once, and
 * nothing is left running. The document is the same made report, so a clean ingest says what is right.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../testing/api.ts';
import { startHost, type Host } from '../testing/host.ts';
import { makeReport } from '../testing/pdf.ts';
import { allGone, descendants, isAlive } from '../testing/processes.ts';

const PAGES = 120;
const FILE = makeReport(PAGES);
const QUESTION = 'Where does bridge number 77 stand?';

const serviceCommand = { engine: /-m sova_engine(\s|$)/, chroma: /sova_engine\.vectors\.server/, reader: /sova_engine\.reading\.worker/ } as const;
type Victim = keyof typeof serviceCommand;

const find = (host: Host, victim: Victim): number | undefined => descendants(host.pid).find(({ command }) => serviceCommand[victim].test(command))?.pid;

async function upload(api: Api, name = 'report.pdf'): Promise<{ document: string; job: string }> {
  const { documents, job_ids } = await api.upload([{ name, bytes: FILE }]);
  const [document] = documents;
  const [job] = job_ids;
  if (!document || !job) throw new Error('the upload was not taken');
  return { document: document.id, job };
}

/** What must be true of the report once its ingest is over, however it went. */
async function expectWhole(api: Api, document: string, passages: number): Promise<void> {
  const found = await api.document(document);
  expect(found).toMatchObject({ state: 'ready', pages: PAGES, passages, outcomes: { text: PAGES, failed: 0 } });
  expect(found.page_outcomes.map(({ page }) => page)).toEqual(Array.from({ length: PAGES }, (_, index) => index + 1));
  const { sources } = await api.query(QUESTION, { mode: 'search', max_results: 20 });
  expect(sources.some(({ page }) => page === 77)).toBe(true);
  expect(new Set(sources.map(({ page, char_start }) => `${page}:${char_start}`)).size).toBe(sources.length);
}

/** Passages of a clean ingest. */
let passages = 0;

beforeAll(async () => {
  const host = await startHost();
  const api = new Api(host);
  const { document, job } = await upload(api);
  expect(await api.finished(job)).toMatchObject({ state: 'completed' });
  passages = (await api.document(document)).passages;
  expect(passages).toBeGreaterThanOrEqual(PAGES);
  await expectWhole(api, document, passages);
  await host.stop();
});

// An application for each stage: a part that is killed three times in five minutes stays down on purpose.
for (const stage of ['reading', 'embedding', 'indexing'] as const) {
  describe(`a child is killed while ${stage} and the application goes on`, () => {
    let host: Host;
    beforeAll(async () => {
      host = await startHost();
    });
    afterAll(async () => {
      await host.stop();
    });

    it.each<Victim>(['engine', 'chroma', 'reader'])('%s', async (victim) => {
      const api = new Api(host);
      // Looked for before where it runs already: listing processes takes longer than a stage.
      const running = find(host, victim);
      const { document, job } = await upload(api);
      await api.follow(job, (now) => now.stage === stage);
      const pid = running ?? find(host, victim);
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      const end = await api.finished(job);
      expect(end).toMatchObject({ state: 'completed' });
      // The kill may have come as the job ended: what is asked while a part starts again is answered with 503.
      await api.healthy();
      await expectWhole(api, document, passages);
      await api.remove(document);
      expect((await api.documents()).total).toBe(0);
    });
  });
}

describe('the application is killed and started again', () => {
  for (const stage of ['reading', 'embedding', 'indexing'] as const) {
    it(`while ${stage}: no child survives, the job goes on`, async () => {
      let one = await startHost();
      const first = new Api(one);
      const { document, job } = await upload(first);
      await first.follow(job, (now) => now.stage === stage);
      const children = descendants(one.pid).map(({ pid }) => pid);
      expect(children.length).toBeGreaterThan(0);
      await one.kill();
      await allGone(children);
      one = await startHost({ dataDir: one.dataDir });
      const again = new Api(one);
      expect(await again.finished(job)).toMatchObject({ state: 'completed' });
      await expectWhole(again, document, passages);
      const running = [one.pid, ...descendants(one.pid).map(({ pid }) => pid)];
      expect(await one.stop()).toBe(0);
      expect(running.filter(isAlive)).toEqual([]);
    });
  }

  it('while a file is being sent: nothing half-kept', async () => {
    const one = await startHost();
    const boundary = 'sova-test';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="half.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
    let begun: () => void = () => undefined;
    const sending = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.concat([Buffer.from(head), FILE]));
        begun();
        return new Promise<void>(() => undefined);
      },
    });
    const request: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${one.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` } };
    const failed = fetch(`${one.url}/api/v1/documents/upload`, request).then(
      () => 'answered',
      () => 'broken off',
    );
    await sending;
    while (readdirSync(join(one.dataDir, 'incoming')).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await one.kill();
    expect(await failed).toBe('broken off');
    const next = await startHost({ dataDir: one.dataDir });
    expect((await new Api(next).documents()).total).toBe(0);
    expect(readdirSync(join(one.dataDir, 'incoming'))).toEqual([]);
    await next.stop();
  });
});
