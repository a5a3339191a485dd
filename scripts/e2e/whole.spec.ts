/** A question about a whole document: its parts are a list, and why this answer tells what was read. Names and questions longer than their place. */
import { Api } from '../testing/api.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test.use({ application: 'whole' });

test('what a document is about: its parts as a list, and what was read of it instead of a search', async ({ window, host, files }) => {
  const api = new Api(host);
  const { job_ids } = await api.upload([files.minutes, files.rules]);
  for (const id of job_ids) await api.finished(id);
  await window.getByRole('textbox', { name: 'Pitanje' }).fill(`O čemu je dokument ${files.minutes.name}?`);
  await window.keyboard.press('Enter');
  const answer = window.getByTestId('answer');
  await expect(answer).toHaveAttribute('data-state', 'complete');
  const parts = answer.getByTestId('answer-text').getByRole('listitem');
  await expect(parts).toHaveText([/^Točka 1\. Javna rasvjeta/, /^Točka 2\. Dječja igrališta/]);
  await expect(parts.first().getByRole('button', { name: /^Izvor \d+: Zapisnik odbora\.md/ })).toBeVisible();

  await answer.getByRole('button', { name: 'Zašto ovaj odgovor' }).click();
  const why = window.getByRole('dialog', { name: 'Zašto ovaj odgovor' });
  await expect(why).toContainText('Pitanje je o cijelom dokumentu pa se nije tražilo');
  await expect(why.getByRole('region', { name: 'Pročitani dokumenti' }).getByRole('row')).toHaveText([/Dokument/, /Zapisnik odbora\.md.*\d od \d odlom/]);
  await expect(why.getByRole('row', { name: /Točka 1\. Javna rasvjeta.*naslov dijela/ })).toBeVisible();
  await expectAccessible(window);

  await why.getByRole('button', { name: 'Otvori u povijesti' }).click();
  await window.getByRole('tab', { name: 'Pretraživanje' }).click();
  await expect(window.getByTestId('inspector')).toContainText('naslov dokumenta');
});

const LONG_NAME = `${'Odluka o izmjenama i dopunama Pravilnika o unutarnjem redu '.repeat(3)}(pročišćeni tekst).txt`;

test('a name longer than its place gives way to the page, on the card and in the inspector', async ({ window, host }) => {
  const api = new Api(host);
  const { job_ids } = await api.upload([{ name: LONG_NAME, bytes: Buffer.from('Plaća pročelnika iznosi 2.400 eura.') }]);
  for (const id of job_ids) await api.finished(id);
  await window.getByRole('button', { name: 'Novi razgovor' }).first().click();
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Kolika je plaća pročelnika?');
  await window.keyboard.press('Enter');
  const answer = window.getByTestId('answer');
  await expect(answer).toHaveAttribute('data-state', 'complete');
  const page = answer.getByTestId('source-card').first().getByText('str. 1', { exact: true });
  expect(await page.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  await answer.getByRole('button', { name: 'Zašto ovaj odgovor' }).click();
  const cell = window.getByRole('region', { name: 'Odlomci po redu' }).getByRole('cell', { name: /Odluka o izmjenama/ }).first().locator('strong');
  expect(await cell.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test('a long pasted question is folded, and unfolded when asked', async ({ window }) => {
  await window.getByRole('button', { name: 'Novi razgovor' }).first().click();
  await window.getByRole('textbox', { name: 'Pitanje' }).fill(Array.from({ length: 60 }, (_, line) => `Redak ${line + 1}: kolika je plaća pročelnika?`).join('\n'));
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('answer')).toHaveAttribute('data-state', 'complete');
  const text = window.getByTestId('question').locator('p > span');
  const isCut = (): Promise<boolean> => text.evaluate((element) => element.clientHeight > 0 && element.scrollHeight > element.clientHeight);
  expect(await isCut()).toBe(true);
  await window.getByRole('button', { name: 'Prikaži cijelo pitanje' }).click();
  expect(await isCut()).toBe(false);
  await window.getByRole('button', { name: 'Prikaži samo početak' }).click();
  expect(await isCut()).toBe(true);
});
