/** The main job, as a person does it: drop documents, ask in both languages, open the marked source. */
import { drop, expect, expectAccessible, test } from './fixtures.ts';

test.describe.configure({ mode: 'serial' });

test('the page is Croatian and says what to do first', async ({ window }) => {
  await expect(window.locator('html')).toHaveAttribute('lang', 'hr');
  await expect(window.getByText('Ispustite datoteke ovdje').first()).toBeVisible();
});

test('dropped files are read, a broken one says why and stops nobody', async ({ window, files }) => {
  await drop(window, [files.lease, files.seagrass, files.minutes, files.rules, files.broken]);
  await expect(window.getByText('Oštećen.pdf').first()).toBeVisible();
  await expect(window.getByText('corrupt-file').first()).toBeVisible();
  await expect(window.getByText('gotove su 4 datoteke, 1 datoteka nije dodana')).toBeVisible();
});

test('the same bytes twice are one document, said so', async ({ window, files }) => {
  await drop(window, [{ ...files.rules, name: 'Kopija pravila.txt' }]);
  await expect(window.getByRole('complementary', { name: 'Dodavanje dokumenata' })).toContainText(/već/);
  await expect(window.getByRole('button', { name: 'Dokumenti 5' })).toBeVisible();
});

test('a Croatian question: the answer cites, the citation opens the page with the passage marked', async ({ window }) => {
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Do kada zakupnik mora platiti zakupninu?');
  await window.keyboard.press('Enter');
  const answer = window.getByRole('article').last();
  await expect(answer).toContainText('najkasnije do desetoga dana u mjesecu');
  await expect(answer).toContainText('izvadak iz dokumenata');
  await answer.getByRole('button', { name: /^Izvor \d+: Ugovor o zakupu – Čempres\.pdf, str\. 2$/ }).first().click();
  await expect(window.getByRole('heading', { name: 'Ugovor o zakupu – Čempres.pdf' })).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'Idi na stranicu' })).toHaveValue('2');
  const mark = window.getByRole('img', { name: 'Označeni odlomak' });
  await expect(mark).toBeVisible();
  await expect(mark).toBeInViewport();
});

test('an English question over the same library: an English answer from the English paper', async ({ window }) => {
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('How much did shoot density fall in bays where boats anchored?');
  await window.keyboard.press('Enter');
  const answer = window.getByRole('article').last();
  await expect(answer).toContainText('eighteen per cent');
  await expect(answer).toContainText('Seagrass meadows.pdf');
  // From one citation of the answer to the next by keyboard.
  await answer.getByRole('button', { name: /^Izvor 1:/ }).first().click();
  const toolbar = window.getByRole('toolbar', { name: 'Izvor' });
  await expect(toolbar.getByLabel(/^Navod 1 od \d+$/)).toBeVisible();
  await window.keyboard.press('F8');
  await expect(toolbar.getByLabel(/^Navod 2 od \d+$/)).toBeVisible();
  await window.keyboard.press('Shift+F8');
  await expect(toolbar.getByLabel(/^Navod 1 od \d+$/)).toBeVisible();
  await expect(window.getByRole('img', { name: 'Označeni odlomak' })).toBeInViewport();
  await expectAccessible(window);
});

test('a Croatian question over an English paper finds it', async ({ window }) => {
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Što štiti plitke livade morske trave?');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('article').last()).toContainText('Seagrass meadows.pdf');
});

test('what is not there is refused in fixed words, with the nearest passages', async ({ window }) => {
  await window.getByRole('textbox', { name: 'Pitanje' }).fill('Kako se liječi upala pluća kod djece?');
  await window.keyboard.press('Enter');
  const answer = window.getByRole('article').last();
  await expect(answer).toContainText('Toga nema u vašim dokumentima.');
  await expect(answer).toContainText(/najbliži odlomci/i);
  await answer.getByRole('button', { name: 'Zašto ovaj odgovor' }).click();
  await expect(window.getByRole('dialog', { name: 'Zašto ovaj odgovor' })).toBeVisible();
  await expectAccessible(window);
});

test('conversations are kept over a reload and found by their text without diacritics', async ({ window }) => {
  await expect(window.getByRole('button', { name: /Do kada zakupnik/ }).first()).toBeVisible();
  await window.getByRole('textbox', { name: 'Traži u razgovorima' }).fill('placa unaprijed');
  await expect(window.getByRole('button', { name: /^Do kada zakupnik mora platiti zakupninu\?.*plaća zakupninu unaprijed/ })).toBeVisible();
});

test('a conversation is deleted by keyboard, and the focus goes to the next one', async ({ window }) => {
  await window.getByRole('button', { name: 'Novi razgovor' }).first().click();
  const listed = window.getByTestId('conversations').locator('[data-conversation]');
  const before = await listed.count();
  expect(before).toBeGreaterThan(1);
  const second = await listed.nth(1).getAttribute('data-conversation');
  await listed.first().focus();
  await window.keyboard.press('Delete');
  await window.getByRole('dialog').getByRole('button', { name: 'Izbriši' }).click();
  await expect(listed).toHaveCount(before - 1);
  await expect(window.locator(`[data-conversation="${second}"]`)).toBeFocused();
});
