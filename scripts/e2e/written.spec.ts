/** What a model writes, in a real browser: a made endpoint on this machine says it, in pieces the test lets out. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { openClient } from '../../electron/web/testing/host.ts';
import { Api } from '../testing/api.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test.use({ application: 'written', permissions: ['clipboard-read', 'clipboard-write'] });

const PHYSICS = `# Gibanje

Brzina je omjer prijeđenog puta i vremena, v = s/t. Prosječna brzina vlaka na pruzi bila je 80 km/h.

# Ulaznice

Ulaznica za muzej stoji $5 za djecu i $10 za odrasle. Cijena vodstva je US$20.
`;

const FIRST = 'Brzina je omjer prijeđenog puta i vremena, \\[v = \\frac{s}{';
const REST =
  't}\\] te vrijedi $v = s/t$ [1].\n\nUlaznica za muzej stoji $5 za djecu i $10 za odrasle [1]. Cijena vodstva je US$20 [1].\n\n' +
  'Pogrešno je pisati \\(\\frac{1}{\\), a `$kod$` ostaje kod.';

/** An OpenAI-compatible endpoint: says the first part, and the rest when it may. */
async function endpoint(): Promise<{ server: Server; url: string; goOn(): void }> {
  const may = Promise.withResolvers<void>();
  const say = (response: ServerResponse, content: string) => response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
  const server = createServer((request, response) => {
    const rest = (): void => {
      // Stopped meanwhile: nobody listens any more.
      if (response.destroyed) return;
      for (const piece of REST.match(/.{1,7}/gsu) ?? []) say(response, piece);
      response.end('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    };
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      say(response, FIRST);
      void may.promise.then(rest);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}/v1`, goOn: may.resolve };
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('formulas are drawn when they are whole; prices, marks and code stay text; what is copied is the TeX', async ({ window, host }) => {
  const api = new Api(host);
  const { job_ids } = await api.upload([{ name: 'Fizika.md', bytes: Buffer.from(PHYSICS) }]);
  for (const id of job_ids) await api.finished(id);
  const { server, url, goOn } = await endpoint();
  const { client, socket } = openClient(host);
  await client.settings.update({ generator: { kind: 'endpoint', baseUrl: url, model: 'made' } });

  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Što je brzina i koliko stoji ulaznica za muzej?');
  await window.keyboard.press('Enter');
  const answer = window.getByTestId('answer');
  await expect(answer.locator('code', { hasText: '\\[v = \\frac{s}{' })).toBeVisible();
  await expect(answer.locator('math')).toHaveCount(0);
  goOn();
  await expect(answer).toHaveAttribute('data-state', 'complete');

  await expect(answer.locator('math')).toHaveCount(2);
  await expect(answer.locator('math[display="block"] mfrac')).toBeVisible();
  const text = answer.getByTestId('answer-text');
  await expect(text).toContainText('stoji $5 za djecu i $10 za odrasle');
  await expect(text).toContainText('US$20');
  await expect(text.locator('code')).toHaveText(['\\(\\frac{1}{\\)', '$kod$']);
  await expect(text.getByRole('button', { name: /Fizika\.md/u }).first()).toBeVisible();
  await expectAccessible(window);

  await answer.getByRole('button', { name: 'Kopiraj s navodima' }).click();
  expect(await copied(window)).toContain('\\[v = \\frac{s}{t}\\] te vrijedi $v = s/t$ [1].');
  const [conversation] = (await client.chat.list({})).items;
  const markdown = await client.chat.exportConversation({ id: conversation?.id ?? '', format: 'markdown' });
  expect(Buffer.from(markdown.base64, 'base64').toString()).toContain('\\[v = \\frac{s}{t}\\] te vrijedi $v = s/t$ [1].');
  socket.close();
  server.close();
});

test('an answer that was stopped goes on where it stopped', async ({ window, host }) => {
  const { server, url, goOn } = await endpoint();
  const { client, socket } = openClient(host);
  await client.settings.update({ generator: { kind: 'endpoint', baseUrl: url, model: 'made' } });
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Što je brzina?');
  await window.keyboard.press('Enter');
  const answer = window.getByTestId('answer');
  await expect(answer).toContainText('Brzina je omjer prijeđenog puta i vremena');
  await window.getByRole('button', { name: 'Zaustavi' }).click();
  await expect(answer).toHaveAttribute('data-state', 'stopped');
  await expectAccessible(window);
  await answer.getByRole('button', { name: 'Nastavi pisati' }).click();
  goOn();
  await expect(answer).toHaveAttribute('data-state', 'complete');
  await expect(answer).toContainText('2 od 2');
  await expect(answer.getByTestId('answer-text')).toContainText('ostaje kod.');
  await expect(answer.getByRole('button', { name: 'Nastavi pisati' })).toHaveCount(0);
  socket.close();
  server.close();
});
