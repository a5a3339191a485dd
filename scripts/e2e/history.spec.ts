/** What models are told, and how answers came about: a draft with its guard, a run with its replay, a long conversation; by mouse and by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openClient } from '../../electron/web/testing/host.ts';
import { Api } from '../testing/api.ts';
import { expect, test } from './fixtures.ts';

test.use({ application: 'history' });
test.describe.configure({ mode: 'serial' });

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

test('a draft that lacks what answers need cannot become active; unsaved changes are asked about', async ({ window }) => {
  await window.getByRole('button', { name: 'Upute modelu' }).click();
  const version = window.getByTestId('prompt-version');
  await expect(version).toContainText('Ova se inačica sada koristi za pitanja na hrvatskom.');
  await version.getByRole('button', { name: 'Novi nacrt prema ovoj inačici' }).click();
  const refusal = window.getByRole('textbox', { name: 'Pravilo kad odgovora nema' });
  await refusal.fill('Ako ne znaš, reci to.');
  await expect(version).toContainText('Nedostaje {refusal}.');
  await expect(version.getByRole('button', { name: 'Aktiviraj…' })).toBeDisabled();
  await accessible(window);

  await window.getByRole('button', { name: 'Povijest' }).click();
  await window.getByRole('dialog', { name: 'Otići bez spremanja?' }).getByRole('button', { name: 'Odustani' }).click();
  await refusal.fill('Ako odgovora nema, napiši samo: {refusal}');
  await expect(version).not.toContainText('Nedostaje {refusal}.');
  await version.getByRole('button', { name: 'Spremi nacrt' }).click();
  await version.getByRole('tab', { name: 'Promjene' }).click();
  await expect(version.locator('ins').first()).toContainText('odgovora nema');
  await version.getByRole('button', { name: 'Aktiviraj…' }).click();
  await window.getByRole('dialog', { name: 'Aktivirati inačicu 2?' }).getByRole('button', { name: 'Aktiviraj' }).click();
  await expect(version).toContainText('aktivna od');
  await version.getByRole('button', { name: 'Vrati ugrađenu inačicu…' }).click();
  await window.getByRole('dialog', { name: 'Vratiti ugrađenu inačicu?' }).getByRole('button', { name: 'Vrati' }).click();
  await expect(window.getByRole('article', { name: /Odgovor na pitanje na hrvatskom, Inačica 1/ })).toContainText('aktivna');
});

test('a question leaves a run; its replay stands beside it, citations and figures too', async ({ window, host, files }) => {
  const api = new Api(host);
  const { job_ids } = await api.upload([files.minutes]);
  for (const id of job_ids) await api.finished(id);
  await window.getByRole('button', { name: 'Povijest' }).click();
  await expect(window.getByText('Ovdje još nema ničega')).toBeVisible();
  await window.getByRole('button', { name: 'Novi razgovor' }).first().click();
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Što je odbor odlučio?');
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('answer')).toHaveAttribute('data-state', 'complete');
  await window.getByRole('button', { name: 'Povijest' }).click();
  const table = window.getByRole('grid', { name: 'Povijest' });
  await expect(table.getByTestId('run-row')).toHaveCount(1);
  await table.focus();
  await window.keyboard.press('ArrowDown');
  await accessible(window);
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('run-answer')).toContainText('prihvatio ponudu tvrtke Svjetlost');
  await window.getByRole('tab', { name: 'Pretraživanje' }).click();
  await expect(window.getByTestId('inspector')).toContainText('Odlomci po redu');
  await window.getByRole('button', { name: 'Ponovi s…' }).click();
  await window.getByRole('dialog', { name: 'Ponavljanje pitanja' }).getByRole('button', { name: 'Ponovi' }).click();
  const sides = window.getByTestId('side-by-side');
  await expect(sides).toContainText('Tekstovi su jednaki.');
  await expect(sides.getByTestId('differences')).toHaveCount(2);
  await expect(sides.getByRole('table')).toContainText('Provjera navoda: potkrijepljeno');
  await accessible(window);
  await sides.getByRole('button', { name: /^Izvor 1:/ }).first().click();
  await expect(window.getByRole('heading', { name: files.minutes.name })).toBeVisible();
});

test('earlier messages of a long conversation are read when they are looked for', async ({ window, host }) => {
  const { client, socket } = openClient(host);
  const { id } = await client.chat.create({ settings: { mode: 'extractive' } });
  for (let number = 1; number <= 35; number += 1) {
    await client.chat.ask({ conversationId: id, text: `Što je odbor odlučio, ${number}. put?` });
    for await (const frame of await client.chat.attach({ conversationId: id })) if (frame.type === 'end') break;
  }
  socket.close();
  await window.goto(`${host.url}/#/chat/${id}`);
  await window.reload();
  await expect(window.getByText('Što je odbor odlučio, 35. put?')).toBeVisible();
  const list = window.getByTestId('messages');
  await expect(async () => {
    await list.evaluate((element) => element.scrollTo(0, 0));
    await expect(list.getByText('Što je odbor odlučio, 1. put?', { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
});
