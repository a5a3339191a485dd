/** The application is killed in the middle of a drop: the window waits, and hands over the rest to the next start. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDataDir, startHost } from '../testing/host.ts';
import { dropPaths, expect, test } from './fixtures.ts';

const FILES = 300;

test('a drop goes on where a kill cut it off; no file is lost', async ({ page }) => {
  const folder = join(newDataDir('sova-drop-'), 'Spisi');
  mkdirSync(folder);
  for (let n = 1; n <= FILES; n += 1) writeFileSync(join(folder, `spis ${n}.txt`), `Spis ${n} sadrži odluku broj ${n} o naknadi za korištenje šuma.`);
  const dataDir = newDataDir('sova-restart-');
  const first = await startHost({ dataDir });
  await page.goto(`${first.url}/#token=${first.token}`);
  await page.getByRole('textbox').first().waitFor();
  await dropPaths(page, [folder]);
  const tray = page.getByRole('complementary', { name: 'Dodavanje dokumenata' });
  await expect(tray).toContainText(`od ${FILES} datoteka`);
  await expect(page.getByRole('button', { name: /^Dokumenti [1-9]/ })).toBeVisible();
  await first.kill();
  await expect(page.getByText('Veza sa Sovom je prekinuta.')).toBeVisible();

  const second = await startHost({ dataDir, port: Number(new URL(first.url).port) });
  const key = page.getByRole('textbox', { name: 'Pristupni ključ' });
  await expect(key).toBeFocused();
  await key.fill(second.token);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Dokumenti ${FILES}` })).toBeVisible();
  await expect(tray).toBeHidden({ timeout: 120_000 });
  await page.getByRole('button', { name: `Dokumenti ${FILES}` }).click();
  await expect(page.getByText(`pretraživo ${FILES} od ${FILES}`)).toBeVisible();
  await second.stop();
});
