/** The library, as a person keeps it: a folder dropped, its progress, the table, a document's page, deletion; by mouse and by keyboard. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedPdf } from '../../electron/web/testing/bad-files.ts';
import { newDataDir } from '../testing/host.ts';
import { drop, dropPaths, expect, expectAccessible, test } from './fixtures.ts';

test.use({ application: 'library' });
test.describe.configure({ mode: 'serial' });

const NAMES = ['žaba.txt', 'čaj.txt', 'cilj.txt', 'ćup.txt', 'đak.txt', 'dud.txt'];

/** A folder with a folder in it, names in no order. */
function folderToDrop(): string {
  const top = join(newDataDir('sova-drop-'), 'Spisi');
  mkdirSync(join(top, 'stari'), { recursive: true });
  for (const name of NAMES) writeFileSync(join(top, name), `Ovo je spis pod nazivom ${name}. Sadrži odluku o naknadi za korištenje šuma.`);
  writeFileSync(join(top, 'stari', 'prazan.txt'), '');
  return top;
}

test('a dropped folder is read to its end; an empty file stays in the tray with its reason', async ({ window }) => {
  await window.keyboard.press('Escape');
  await dropPaths(window, [folderToDrop()]);
  const tray = window.getByRole('complementary', { name: 'Dodavanje dokumenata' });
  await expect(tray).toContainText('gotovo je 6 datoteka, 1 datoteka nije dodana');
  await expect(tray).toContainText('Datoteka „prazan.txt” je prazna. Nije dodana.');
  await expect(tray).toContainText('(empty-file)');
  // What failed stays until it has been read, also over a reload; then it is gone for good.
  await window.reload();
  await expect(tray).toContainText('Datoteka „prazan.txt” je prazna. Nije dodana.');
  await tray.getByRole('button', { name: 'Zatvori' }).click();
  await expect(tray).toBeHidden();
  await window.reload();
  await expect(window.getByRole('button', { name: 'Dokumenti 6' })).toBeVisible();
  await expect(tray).toBeHidden();
});

test('the table sorts by the Croatian alphabet and finds without diacritics', async ({ window }) => {
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  const table = window.getByRole('grid', { name: 'Dokumenti' });
  await table.getByRole('button', { name: 'Naziv' }).click();
  const names = table.locator('[role=row] [role=gridcell]:nth-child(2)');
  await expect(names).toHaveText(['cilj.txt', 'čaj.txt', 'ćup.txt', 'dud.txt', 'đak.txt', 'žaba.txt']);
  await window.getByRole('searchbox').fill('caj');
  await expect(names).toHaveText(['čaj.txt']);
});

test('by keyboard alone: select, open, and back', async ({ window }) => {
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  const table = window.getByRole('grid', { name: 'Dokumenti' });
  await expect(table.getByRole('row')).toHaveCount(NAMES.length + 1);
  await table.focus();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Space');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Space');
  await expect(window.getByRole('button', { name: 'Pitaj 2 dokumenta' })).toBeVisible();
  // What opens over the table gives the focus back to it.
  await window.keyboard.press('Delete');
  await expect(window.getByRole('dialog', { name: 'Izbrisati 2 dokumenta?' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(table).toBeFocused();
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('dialog')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(table).toBeFocused();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('tab', { name: 'Stranice' })).toBeVisible();
  await expect(window.getByRole('main')).toBeFocused();
  await window.goBack();
  await expect(table).toBeVisible();
});

test('all that was found is selected at once, also what was never in sight; the filter narrows it', async ({ window }) => {
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  const table = window.getByRole('grid', { name: 'Dokumenti' });
  await expect(table.getByRole('row')).toHaveCount(NAMES.length + 1);
  const all = table.getByRole('checkbox', { name: 'Odaberi sve pronađene' });
  await all.click();
  await expect(window.getByRole('button', { name: 'Pitaj 6 dokumenata' })).toBeVisible();
  await expect(all).toBeChecked();
  await all.click();
  await window.getByRole('searchbox').fill('đ');
  await expect(table.getByRole('row')).toHaveCount(3);
  await table.focus();
  await window.keyboard.press('Control+a');
  await expect(window.getByText('odabrana 2 dokumenta')).toBeVisible();
  await window.keyboard.press('Delete');
  await window.getByRole('dialog', { name: 'Izbrisati 2 dokumenta?' }).getByRole('button', { name: 'Odustani' }).click();
  await table.focus();
  await window.keyboard.press('Escape');
  // Cleared and left at once: who comes back sees all of them.
  await window.getByRole('searchbox').fill('');
  await window.getByRole('button', { name: 'Zadaci' }).click();
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  await expect(table.getByRole('row')).toHaveCount(NAMES.length + 1);
});

test('a document has its own page, and its passage opens in the source', async ({ window }) => {
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  await window.getByRole('button', { name: 'žaba.txt', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'žaba.txt', level: 1 })).toBeVisible();
  await expect(window.getByRole('row', { name: /tekst/ })).toHaveCount(1);
  await window.getByRole('tab', { name: 'Odlomci' }).click();
  await window.getByRole('listitem').getByRole('button').first().click();
  await expect(window.getByRole('heading', { name: 'žaba.txt' })).toHaveCount(2);
});

test('a wrong password is told as one, and can be entered again', async ({ window }) => {
  await drop(window, [{ name: 'zaključano.pdf', bytes: Buffer.from(lockedPdf()) }]);
  const tray = window.getByRole('complementary', { name: 'Dodavanje dokumenata' });
  await expect(tray).toContainText('Datoteka „zaključano.pdf” zaštićena je lozinkom.');
  await tray.getByRole('button', { name: 'Unesi lozinku…' }).click();
  await window.getByLabel('Lozinka', { exact: true }).fill('pogrešna');
  await window.keyboard.press('Enter');
  await expect(tray).toContainText('Lozinka za datoteku „zaključano.pdf” nije ispravna.');
  await expect(tray.getByRole('button', { name: 'Unesi lozinku…' })).toBeVisible();
  await tray.getByRole('button', { name: 'Zatvori' }).click();
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  await window.getByRole('button', { name: 'zaključano.pdf', exact: true }).click();
  await expect(window.getByText('Nijedna stranica nije pročitana.')).toBeVisible();
  await window.getByRole('button', { name: 'Izbriši' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Izbriši' }).click();
  await expect(window.getByRole('button', { name: `Dokumenti ${NAMES.length}` })).toBeVisible();
});

test('a deleted document is gone everywhere', async ({ window }) => {
  await window.getByRole('button', { name: /^Dokumenti/ }).click();
  await window.getByRole('button', { name: 'Radnje za dud.txt' }).click();
  await window.getByRole('menuitem', { name: 'Izbriši…' }).click();
  await window.getByRole('dialog', { name: 'Izbrisati „dud.txt”?' }).getByRole('button', { name: 'Izbriši' }).click();
  await expect(window.getByText('Izbrisan je 1 dokument.')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Dokumenti 5' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'dud.txt', exact: true })).toHaveCount(0);
});

test('the palette finds a document by its name, and the language changes at once', async ({ window }) => {
  await window.keyboard.press('Control+k');
  await window.keyboard.type('zaba');
  await window.getByRole('option', { name: /žaba\.txt/ }).click();
  await expect(window.getByRole('heading', { name: 'žaba.txt', level: 1 })).toBeVisible();
  await window.keyboard.press('Control+k');
  await window.keyboard.type('english');
  await window.getByRole('option', { name: /English/ }).click();
  await expect(window.locator('html')).toHaveAttribute('lang', 'en');
  await expect(window.getByRole('button', { name: /^Documents/ })).toBeVisible();
});

/** The screen's place and its heading; the conversation has none. */
const SCREENS: readonly (readonly [string, RegExp | null])[] = [
  ['', null],
  ['documents', /Dokumenti|Documents/],
  ['jobs', /Zadaci|Jobs/],
  ['health', /Stanje sustava|System health/],
  ['models', /Modeli|Models/],
  ['prompts', /Upute modelu|Prompts/],
  ['runs', /Povijest|History/],
  ['settings', /Postavke|Settings/],
];

test('every screen is accessible, in light and in dark', async ({ window }) => {
  for (const [screen, heading] of SCREENS) {
    await window.evaluate((fragment) => {
      globalThis.history.pushState(null, '', `#/${fragment}`);
      globalThis.dispatchEvent(new PopStateEvent('popstate'));
    }, screen);
    if (heading) await expect(window.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expectAccessible(window);
  }
});

test('what opens over a screen is accessible: the palette, the list of keys', async ({ window }) => {
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('dialog')).toBeVisible();
  await expectAccessible(window);
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: /^(Dokumenti|Documents)/ }).click();
  await window.keyboard.press('?');
  await expect(window.getByRole('dialog')).toBeVisible();
  await expectAccessible(window);
});
